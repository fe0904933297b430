"""Ladder: a matter that stays open is said again, then told to the levels above; it stops with its cause."""
