"""Cohorts: who takes part in a program from which day, under pseudonyms and after a hearing; never under a name."""
