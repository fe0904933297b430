"""The planned session, the days of a series, and clashes."""
