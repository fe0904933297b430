"""Names that a facility gives to the resolver: its import file, its own list, erasures, and who has read names."""
