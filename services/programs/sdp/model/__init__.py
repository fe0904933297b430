"""The rows of a daily file."""
