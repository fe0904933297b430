"""Practices of the catalogue, their versions, and the rules by which they are published."""
