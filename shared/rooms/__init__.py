"""Rooms of every service: the audit trail, the waiting list, the feed, and the projection of positions."""
