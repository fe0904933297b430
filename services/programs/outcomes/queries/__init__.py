"""Reads of outcomes: those of a program, one of them, and the sums of a facility in a year."""
