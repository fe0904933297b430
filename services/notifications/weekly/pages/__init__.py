"""The page of the week of a unit."""
