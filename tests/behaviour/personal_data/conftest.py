"""The fixture of the agreements' tests."""

from tests.behaviour.agreements.conftest import desk

__all__ = ["desk"]
