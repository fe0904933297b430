"""The sender process: it sends letters, and reads what mail servers return."""
