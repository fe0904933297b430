"""Catalogue: templates of proven practice, with their versions and their lineage; it plans no programs."""
