"""Waiting cases of programs, read from the tables of the other rooms. It has no tables and changes nothing."""
