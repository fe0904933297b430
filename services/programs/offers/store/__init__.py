"""Keeps the offered items of agreements, the offers to facilities, and the answers."""
