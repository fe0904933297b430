"""The tables of notifications, forward only; safe to run while the old version serves."""
