"""The page of an invitation, and its calendar file."""
