"""Releases: freezing contracts, interface and migrations of a version, and comparing later states with them."""
