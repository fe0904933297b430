"""Catalogue: practices with versions and lineage, as shipped and as published by command; it plans no programs."""
