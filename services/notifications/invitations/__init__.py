"""Invitations: who of the units that are invited to a meeting comes; the meeting itself belongs to agreements."""
