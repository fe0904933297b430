"""Matters for keepers and auditors: the list, and the history of one."""
