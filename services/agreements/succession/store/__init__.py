"""Finds what the calendar brings to signed agreements, and keeps their addenda and earlier readings."""
