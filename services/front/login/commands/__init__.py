"""Logging in and out, and the session of a request."""
