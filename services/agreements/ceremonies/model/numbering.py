"""A block of document numbers: one pattern with running numbers, in the order of the list."""

from collections.abc import Iterator

from services.agreements.ceremonies.model.refusals import NumberPatternUnfit

PLACE = "#"
"""Where the running number goes. No office writes this sign in its numbers."""


def numbers_in_block(pattern: str, first: int, count: int) -> Iterator[str]:
    """The numbers of a block. Raises `NumberPatternUnfit` unless the pattern has exactly one place for the number."""
    if pattern.count(PLACE) != 1:
        raise NumberPatternUnfit
    return (pattern.replace(PLACE, str(number)) for number in range(first, first + count))
