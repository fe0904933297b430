"""Measures of programs: participation and replication, by unit, region and nation; and the published totals of regions."""
