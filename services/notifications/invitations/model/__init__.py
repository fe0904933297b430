"""Invitations, their answers, and the calendar file; no I/O."""
