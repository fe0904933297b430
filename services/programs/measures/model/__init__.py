"""Periods, numbers that are withheld, and the definitions of the measures."""
