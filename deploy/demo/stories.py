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
from deploy.demo.selong import cast as selong
from deploy.demo.selong.facts import read_facts as read_facts_of_selong
from deploy.demo.selong.story import SelongStory
from deploy.demo.tangerang import cast as tangerang
from deploy.demo.tangerang.facts import read_facts as read_facts_of_tangerang
from deploy.demo.tangerang.story import TangerangStory
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
            3,
            Text("Selong dan Lombok Timur", "Selong and Lombok Timur: three proposals before any agreement"),
            SelongStory,
            steps_of(SelongStory),
            read_facts_of_selong,
            selong.STAFF.everyone,
        ),
        NumberedStory(
            4,
            Text("Palembang", "Palembang: 37 agreements in one ceremony, and programs that open at it"),
            PalembangStory,
            steps_of(PalembangStory),
            read_facts_of_palembang,
            palembang.STAFF.everyone,
        ),
        NumberedStory(
            5,
            Text("Tangerang", "Tangerang: 40 of 40 sign; at a made-up unit some are absent, and a partner stops"),
            TangerangStory,
            steps_of(TangerangStory),
            read_facts_of_tangerang,
            (*tangerang.STAFF.everyone, *tangerang.MADE_UP_STAFF.everyone),
        ),
    )
)
"""Story 2, a study visit, waits for its room."""
