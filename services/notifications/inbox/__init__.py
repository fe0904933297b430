"""Inbox: notices before desks, each once, and who has read them; it sends nothing outside of Sinergi."""
