"""Meetings about an agreement: attendance by position, decisions, action items; no files."""
