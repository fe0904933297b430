"""Rooms that every service has: the audit trail, what waits, the feed, how fresh positions are."""
