"""Use cases of the catalogue: publishing practices and their versions."""
