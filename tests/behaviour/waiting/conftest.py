"""The fixtures of the tests of agreements and of programs."""

from tests.behaviour.agreements.conftest import desk, directorate
from tests.behaviour.programs.conftest import place, this_year

__all__ = ["desk", "directorate", "place", "this_year"]
