"""Devices: whether a telephone of a facility may keep attendance while there is no network."""
