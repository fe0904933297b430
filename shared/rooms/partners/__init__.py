"""The tree of partners in the services that do not own it: its projection."""
