"""Notices that ask for something and that nobody has read; what they are about waits in the service that owns it."""
