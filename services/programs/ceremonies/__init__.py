"""Programs that open at a ceremony: each wish is kept until its program is planned, and its result is on record."""
