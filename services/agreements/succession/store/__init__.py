"""Finds the agreements that the calendar changes, and keeps addenda and earlier readings."""
