"""Measures of programs: participation and replication, by unit, region and nation. It has numbers of no single person."""
