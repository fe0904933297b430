"""The migrations of agreements, in order."""
