"""The waiting list of notifications: unread notices that ask for an action."""
