"""The checks, one module each. Every module has its check as `CHECK`."""
