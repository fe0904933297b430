"""Measures of programs: participation and replication, and the totals of regions that are published."""
