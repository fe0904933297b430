"""Correspondents and links in PostgreSQL."""
