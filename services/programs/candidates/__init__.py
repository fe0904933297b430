"""Candidates: participants waiting for a place in a program, in order, under pseudonyms."""
