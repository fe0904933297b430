"""The stories that the demonstration can play, by their numbers."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from deploy.demo.client import Client
from deploy.demo.facts import Fact
from deploy.demo.palembang import cast as palembang
from deploy.demo.palembang.facts import read_facts as read_facts_of_palembang
from deploy.demo.palembang.story import PalembangStory
from deploy.demo.playing import Story, StoryStep, steps_of
from deploy.demo.purwokerto import cast as purwokerto
from deploy.demo.purwokerto.facts import read_facts as read_facts_of_purwokerto
from deploy.demo.purwokerto.story import PurwokertoStory
from shared.values.texts import Text


@dataclass(frozen=True)
class NumberedStory:
    """A story: its class, its facts, and the accounts with which one can look around afterwards."""

    number: int
    title: Text
    begin: Callable[[Client, Callable[[datetime], None]], Story]
    steps: Sequence[StoryStep[Any]]
    read_facts: Callable[[Any], Awaitable[list[Fact]]]
    accounts: tuple[str, ...]


def _by_number(stories: Iterable[NumberedStory]) -> dict[int, NumberedStory]:
    return {each.number: each for each in stories}


STORIES = _by_number(
    (
        NumberedStory(
            1,
            Text("Purwokerto dan Banyumas", "Purwokerto and Banyumas: an agreement is evaluated and extended"),
            PurwokertoStory,
            steps_of(PurwokertoStory),
            read_facts_of_purwokerto,
            purwokerto.STAFF.everyone,
        ),
        NumberedStory(
            4,
            Text("Palembang", "Palembang: 37 agreements in one ceremony, and programs that open at it"),
            PalembangStory,
            steps_of(PalembangStory),
            read_facts_of_palembang,
            palembang.STAFF.everyone,
        ),
    )
)
"""Story 2, a study visit, waits for its room."""
