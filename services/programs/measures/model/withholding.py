"""Counts of persons that are too small to leave a facility, and the counts that would give them away."""

from collections.abc import Sequence

from services.programs.program.model.parts import SMALLEST_PUBLISHED


def withhold(counts: Sequence[int], total: int) -> tuple[list[int | None], int | None]:
    """The counts and their total as they may be read; None is withheld.

    A zero points to no one and is always shown. Always at least two parts are withheld, which are at least five
    together, so that subtracting the others from the total finds none of them; where that cannot be, the total is
    withheld as well.
    """
    hidden = {index for index, count in enumerate(counts) if 0 < count < SMALLEST_PUBLISHED}
    others = sorted((count, index) for index, count in enumerate(counts) if count and index not in hidden)
    while hidden and not _is_safe([counts[index] for index in hidden]) and others:
        hidden.add(others.pop(0)[1])
    shown = [None if index in hidden else count for index, count in enumerate(counts)]
    unsafe = bool(hidden) and not _is_safe([counts[index] for index in hidden])
    return shown, None if unsafe or 0 < total < SMALLEST_PUBLISHED else total


def _is_safe(withheld: Sequence[int]) -> bool:
    return len(withheld) > 1 and sum(withheld) >= SMALLEST_PUBLISHED
