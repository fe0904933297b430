"""Keeps obligations with their dues and deliveries. The obligation is locked before it changes."""
