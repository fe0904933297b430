"""The stories as data: their steps, the facilities of the register, and partners that are made up."""

import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.demo.facilities import FACILITIES
from deploy.demo.palembang.cast import SIGNATORIES as PALEMBANG
from deploy.demo.playing import in_calendar_order
from deploy.demo.stories import STORIES, NumberedStory
from deploy.demo.tangerang.cast import AGENCY, MADE_UP_FACILITY, MADE_UP_SIGNATORIES
from deploy.demo.tangerang.cast import SIGNATORIES as TANGERANG
from deploy.sinergi.commands.demo import app

REGISTER = Path("services/agreements/register/reference/facilities.csv")


@pytest.mark.parametrize("story", STORIES.values(), ids=lambda story: str(story.number))
def test_the_clock_of_a_story_never_goes_back(story: NumberedStory) -> None:
    assert all(earlier.at < later.at for earlier, later in pairwise(story.steps))
    assert any(step.reported for step in story.steps)
    assert all(step.play.__doc__ for step in story.steps)


def test_all_stories_together_go_forward_too() -> None:
    scenes = in_calendar_order((story, story.steps) for story in STORIES.values())
    assert len(scenes) == sum(len(story.steps) for story in STORIES.values())
    assert all(earlier[1].at <= later[1].at for earlier, later in pairwise(scenes))
    assert len({story.number for story, _step in scenes}) == len(STORIES)


def test_the_facilities_are_those_of_the_register_but_one() -> None:
    with REGISTER.open() as rows:
        registered = {row["name"] for row in csv.DictReader(rows)}
    assert FACILITIES - registered == {MADE_UP_FACILITY}


def test_partners_that_no_article_names_are_made_up_and_have_names_of_their_own() -> None:
    names = Counter(each.name for each in (*PALEMBANG, *TANGERANG, *MADE_UP_SIGNATORIES))
    assert (len(PALEMBANG), len(TANGERANG), len(MADE_UP_SIGNATORIES)) == (37, 40, 6)
    assert [name for name in names if "Contoh" not in name] == [AGENCY.name]
    assert set(names.values()) == {1}


@pytest.mark.parametrize(("asked", "code"), [("list", 0), ("2", 2), ("unknown", 2)])
def test_the_stories_are_listed_instead_of_an_unknown_one(asked: str, code: int) -> None:
    answer = CliRunner().invoke(app, ["--story", asked])
    assert answer.exit_code == code
    assert all(story.title.id in answer.output for story in STORIES.values())
