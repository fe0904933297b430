"""The migrations of the door, in order."""
