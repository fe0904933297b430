"""The events that the services say to each other and to outsiders: one model each, the only place of its payload."""
