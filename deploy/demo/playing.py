"""Plays the steps of a story, each at its time. Steps that an article reports are marked; the others are assumed."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from shared.values.texts import Text


class Told(Protocol):
    """A story: it moves the business clock."""

    @property
    def move_to(self) -> Callable[[datetime], None]:
        """Moves the clock to a time."""


S = TypeVar("S", bound=Told)
ZONE = ZoneInfo("Asia/Jakarta")
"""Of every story."""


def at_hour(day: date, hour: int) -> datetime:
    """The time of a step."""
    return datetime.combine(day, time(hour), ZONE)


@dataclass(frozen=True)
class StoryStep(Generic[S]):
    """One step: its time, its title, whether an article reports it, and the function that plays it."""

    at: datetime
    title: Text
    reported: bool
    play: Callable[[S], Awaitable[None]]


async def play(
    story: S,
    steps: Sequence[StoryStep[S]],
    before: Callable[[StoryStep[S]], None],
    after: Callable[[StoryStep[S]], Awaitable[None]],
) -> None:
    """Play all steps, moving the clock to the time of each."""
    for step in steps:
        story.move_to(step.at.astimezone(UTC))
        before(step)
        await step.play(story)
        await after(step)
