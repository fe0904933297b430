"""Inbox: notices for desks, and when each was read; it sends nothing outside Sinergi."""
