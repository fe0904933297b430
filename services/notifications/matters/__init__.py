"""Matters: what a desk is notified of; each opens and closes with its cause, and the order of arrival of events means nothing."""
