"""The waiting list of notifications: notices, letters, and addresses that are wrong."""
