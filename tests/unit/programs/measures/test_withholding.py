"""Small numbers are withheld, and cannot be found by subtraction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.programs.measures.model.withholding import withhold
from services.programs.program.model.parts import SMALLEST_PUBLISHED


@pytest.mark.parametrize(
    ("counts", "total", "shown", "whole"),
    [
        ([10, 20, 0], 30, [10, 20, 0], 30),
        # One alone would be the total minus the others, so the smallest of them is withheld as well.
        ([3, 8, 20], 31, [None, None, 20], 31),
        # Two that are less than five together would both be known to be small.
        ([1, 2, 9, 20], 32, [None, None, None, 20], 32),
        ([4, 4, 20], 28, [None, None, 20], 28),
        # Nothing else can be withheld, so the total is.
        ([3, 0], 3, [None, 0], None),
        ([3], 3, [None], None),
        ([], 0, [], 0),
        ([7], 7, [7], 7),
    ],
)
def test_what_is_withheld(counts: list[int], total: int, shown: list[int | None], whole: int | None) -> None:
    assert withhold(counts, total) == (shown, whole)


@given(st.lists(st.integers(0, 12), max_size=8))
def test_no_small_number_is_shown_or_left_over(counts: list[int]) -> None:
    shown, whole = withhold(counts, sum(counts))
    assert all(count is None or count == 0 or count >= SMALLEST_PUBLISHED for count in [*shown, whole])
    left = [count for count, visible in zip(counts, shown, strict=True) if visible is None]
    assert whole is None or not left or (len(left) > 1 and sum(left) >= SMALLEST_PUBLISHED)
