"""Use cases of names: taking a file, giving the list of the facility, and erasing a name."""
