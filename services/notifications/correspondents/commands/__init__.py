"""Changes of correspondents and of their links."""
