"""The migrations of the vault of names, in order."""
