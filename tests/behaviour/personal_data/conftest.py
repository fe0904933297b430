"""The fixture of the agreements' tests."""

from tests.behaviour.agreements.conftest import office

__all__ = ["office"]
