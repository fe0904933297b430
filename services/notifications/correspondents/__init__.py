"""Correspondents: offices of partners that are reached without an account, and the links that show them one notice."""
