"""The fixtures of the tests of agreements and of programs."""

from tests.behaviour.agreements.conftest import directorate, office
from tests.behaviour.programs.conftest import place, this_year

__all__ = ["directorate", "office", "place", "this_year"]
