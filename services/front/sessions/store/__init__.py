"""The tables of the door, and the cipher of what they hide."""
