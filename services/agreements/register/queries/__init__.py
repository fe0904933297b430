"""The register as it can be read."""
