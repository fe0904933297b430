"""Contracts for outsiders: generated from the registry, compared with what was released, and who depends on them."""
