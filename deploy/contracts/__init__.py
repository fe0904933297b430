"""Event contracts with other systems: generated from the models, compared with the last release, with subscribers."""
