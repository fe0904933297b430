"""Calls of mail servers and of gateways for short messages."""
