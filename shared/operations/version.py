"""The version of Sinergi; `pyproject.toml` reads it here, so that no process depends on how it was installed."""

VERSION = "0.2.0"
