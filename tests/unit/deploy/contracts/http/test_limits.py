"""A list of words that only grows accepts every value of before; any other pattern may refuse one."""

import pytest

from deploy.contracts.http.rules.limits import loosened, tightened

FEW, MORE, OTHERS = "^(draft|expiring)$", "^(draft|action_item|expiring)$", "^(draft|ended)$"


def compared(before: str, after: str) -> tuple[int, int]:
    """How many limits became tighter, and how many looser."""
    patterns = {"pattern": before}, {"pattern": after}
    return len(tightened(*patterns)), len(loosened(*patterns))


def test_a_longer_list_of_words_is_looser() -> None:
    assert compared(FEW, MORE) == (0, 1)


@pytest.mark.parametrize(("before", "after"), [(MORE, FEW), (FEW, OTHERS), ("^[a-z]+$", "^[a-z0-9]+$"), (FEW, "^d.*$")])
def test_any_other_pattern_counts_as_tighter(before: str, after: str) -> None:
    assert compared(before, after) == (1, 0)
