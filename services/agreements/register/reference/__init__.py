"""The reference data as shipped; see README.md beside it for where it stands and how it is replaced."""
