"""Loads and saves ceremonies, and the records of their desks."""
