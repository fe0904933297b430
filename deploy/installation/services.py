"""The services of an installation."""

SERVICES = ("agreements", "programs", "notifications")
