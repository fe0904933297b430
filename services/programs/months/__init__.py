"""Months: the head closes the record of a facility. It knows no single session, and changes none."""
