"""Promises of parties, their obligations and dues; no I/O."""
