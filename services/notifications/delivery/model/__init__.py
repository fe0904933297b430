"""Deliveries, what becomes of them, and the texts of their messages; no I/O."""
