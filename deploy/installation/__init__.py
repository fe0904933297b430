"""One installation: its services, settings, database roles and schemas."""
