"""Meetings: their parts, and the rules about them."""
