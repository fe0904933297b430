"""The desk of the agreements' tests and the place of the programs' tests."""

from tests.behaviour.agreements.conftest import desk, directorate
from tests.behaviour.programs.conftest import place, this_year

__all__ = ["desk", "directorate", "place", "this_year"]
