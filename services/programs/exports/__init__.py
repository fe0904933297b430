"""Exports: the lists of programs, sessions, outputs and performances as tables, with the rows that the reader sees."""
