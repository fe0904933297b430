"""Matters: a desk is notified of them; each opens and closes with its cause, in any order of arrival."""
