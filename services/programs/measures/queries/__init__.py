"""Reads of the measures: participation, replication, and their definitions."""
