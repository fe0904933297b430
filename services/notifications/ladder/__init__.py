"""Ladder: a matter that stays open is stated again, then informed to the levels above; it stops with its cause."""
