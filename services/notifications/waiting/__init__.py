"""The waiting list of notifications: notices, letters, addresses that are wrong, and proposed editions."""
