"""Reads of months: those of one facility, and one month of every facility that the reader may see."""
