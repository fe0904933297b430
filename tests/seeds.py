"""Seeds for tests that draw their own cases: a few in an ordinary run, all of them in the part `properties`."""

import pytest

IN_AN_ORDINARY_RUN = 2


def seeds(number: int) -> pytest.MarkDecorator:
    """Give a test this many seeds."""
    exhaustive = pytest.mark.part("properties", only=True)
    first = [pytest.param(seed, marks=pytest.mark.part("properties")) for seed in range(IN_AN_ORDINARY_RUN)]
    others = [pytest.param(seed, marks=exhaustive) for seed in range(IN_AN_ORDINARY_RUN, number)]
    return pytest.mark.parametrize("seed", [*first, *others])
