"""Plays the steps of a story, each at its time. Steps that an article reports are marked; the others are sequels."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from deploy.demo.client import Client
from shared.values.texts import Text


@dataclass
class Story(ABC):
    """A story: its client, and what moves the business clock."""

    client: Client
    move_to: Callable[[datetime], None]

    @abstractmethod
    def requests(self) -> list[tuple[str, str]]:
        """Requests to make when the story has ended: service and path."""


S = TypeVar("S", bound=Story)
Play = Callable[[S], Awaitable[None]]


def wib(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A time in the west of Indonesia."""
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta"))


def wita(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A time in the middle of Indonesia."""
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Makassar"))


@dataclass(frozen=True)
class StoryStep(Generic[S]):
    """One step: its time, its title, whether an article reports it, and the function that plays it."""

    at: datetime
    title: Text
    reported: bool
    play: Play[S]


def reported(at: datetime, indonesian: str, english: str) -> Callable[[Play[S]], StoryStep[S]]:
    """A step that the article reports."""
    return lambda play: StoryStep(at, Text(indonesian, english), True, play)


def sequel(at: datetime, indonesian: str, english: str) -> Callable[[Play[S]], StoryStep[S]]:
    """A step before or after the article, which it does not report."""
    return lambda play: StoryStep(at, Text(indonesian, english), False, play)


def steps_of(story: type[S]) -> Sequence[StoryStep[S]]:
    """The steps of a story, in the order in which its class has them."""
    return [each for each in vars(story).values() if isinstance(each, StoryStep)]


async def play(
    story: S,
    steps: Sequence[StoryStep[S]],
    before: Callable[[StoryStep[S]], None],
    after: Callable[[StoryStep[S]], Awaitable[None]],
) -> None:
    """Play all steps, moving the clock to the time of each."""
    await play_together([(story, step) for step in steps], before, after)


def in_calendar_order(stories: Iterable[tuple[S, Sequence[StoryStep[S]]]]) -> list[tuple[S, StoryStep[S]]]:
    """The steps of several stories, so that the clock never goes back."""
    return sorted(((story, step) for story, steps in stories for step in steps), key=lambda scene: scene[1].at)


async def play_together(
    scenes: Iterable[tuple[S, StoryStep[S]]],
    before: Callable[[StoryStep[S]], None],
    after: Callable[[StoryStep[S]], Awaitable[None]],
) -> None:
    """Play steps of several stories on one stack, one after the other."""
    for story, step in scenes:
        story.move_to(step.at.astimezone(UTC))
        before(step)
        await step.play(story)
        await after(step)
