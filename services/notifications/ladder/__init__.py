"""Ladder: a matter that stays open is repeated, then reported to the levels above; it stops with its cause."""
