"""Papers, and the templates as they are kept."""
