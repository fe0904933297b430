"""The stories that the demonstration can play, by their numbers."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from deploy.demo import cast, facts, steps
from deploy.demo.client import Client
from deploy.demo.facts import Fact
from deploy.demo.palembang import cast as palembang_cast
from deploy.demo.palembang import facts as palembang_facts
from deploy.demo.palembang import steps as palembang_steps
from deploy.demo.palembang.story import PalembangStory
from deploy.demo.playing import StoryStep
from deploy.demo.story import Story

AnyStory: TypeAlias = Story | PalembangStory


@dataclass(frozen=True)
class NumberedStory:
    """A story: how it begins, its steps, its facts, and the accounts with which one can look around afterwards."""

    number: int
    begin: Callable[[Client, Callable[[datetime], None]], AnyStory]
    steps: Sequence[StoryStep[Any]]
    read_facts: Callable[[Any], Awaitable[list[Fact]]]
    accounts: tuple[str, ...]


STORIES = {
    each.number: each
    for each in (
        NumberedStory(1, Story, steps.STEPS, facts.read_facts, (cast.OFFICER, cast.HEAD, cast.REVIEWER)),
        NumberedStory(
            4,
            PalembangStory,
            palembang_steps.STEPS,
            palembang_facts.read_facts,
            (palembang_cast.OFFICER, palembang_cast.HEAD, palembang_cast.REVIEWER, *palembang_cast.DESKS),
        ),
    )
}
