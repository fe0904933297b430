"""Rounds in turn, A B C A B C …: whatever else this machine does falls on all sides alike."""

from collections.abc import Awaitable, Callable

Round = Callable[[], Awaitable[float]]


async def in_turn(rounds: int, **sides: Round) -> dict[str, list[float]]:
    """Run each side once to warm up, then so many rounds of all of them; return what each round gave."""
    for side in sides.values():
        await side()
    given: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            given[name].append(await side())
    return given
