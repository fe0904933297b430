"""Alternating rounds, A B C A B C …, so that other load on the machine affects all sides equally."""

from collections.abc import Awaitable, Callable

Round = Callable[[], Awaitable[float]]


async def in_turn(rounds: int, **sides: Round) -> dict[str, list[float]]:
    """Run each side once to warm up, then `rounds` rounds of all sides; return the results by side."""
    for side in sides.values():
        await side()
    given: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            given[name].append(await side())
    return given
