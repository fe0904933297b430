"""The tables of programs, in the schema `programs`."""
