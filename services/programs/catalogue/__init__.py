"""Catalogue: templates of proven practice, with their versions and what each was adopted from; it plans nothing."""
