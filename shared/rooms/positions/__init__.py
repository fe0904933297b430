"""Positions in the services that do not own them: their projection, and how up to date it is."""
