"""Revisions of the names of fields."""
