"""Lists in sentences."""

from collections.abc import Iterable

MOST = 5


def some_of(things: Iterable[str]) -> str:
    """The first few things, and how many there are beside them."""
    listed = list(things)
    more = f" and {len(listed) - MOST} more" if len(listed) > MOST else ""
    return ", ".join(listed[:MOST]) + more
