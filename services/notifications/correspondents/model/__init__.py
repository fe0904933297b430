"""Correspondents and the links that are sent to them; no I/O."""
