"""The reference data as shipped; README.md beside it describes its sources and how to replace it."""
