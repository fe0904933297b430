"""Notifications: who is told of what, by when, and in which words; it changes nothing in what it tells about."""
