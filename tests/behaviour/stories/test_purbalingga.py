"""The story of Purbalingga: a visit on a day without a year, one adoption confirmed, one given up."""

from collections.abc import AsyncIterator

import pytest

from deploy.demo.purbalingga.cast import (
    FOOD,
    GUEST_NAME,
    HOST_NAME,
    HOST_OFFICER,
    MADE_UP_GUEST,
    MADE_UP_OFFICER,
    STAFF,
)
from deploy.demo.purbalingga.story import SESSIONS, PurbalinggaStory
from tests.behaviour.client import Sinergi
from tests.behaviour.stories.played import Played, played

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
async def ended(sinergi: Sinergi) -> AsyncIterator[Played[PurbalinggaStory]]:
    async with played(sinergi, PurbalinggaStory) as ended:
        yield ended


async def test_the_visit_has_the_day_as_it_was_reported(ended: Played[PurbalinggaStory]) -> None:
    visit = await ended.get("programs", ended.story.visit, STAFF.officer)
    assert visit["record"]["held"] == {
        "edtf": "XXXX-11-28",
        "as_written": "Kamis (28/11)",
        "earliest": None,
        "latest": "2025-11-28",
        "certain": False,
    }
    assert (visit["state"], visit["requested_on"], visit["record"]["started_at"]) == ("held", None, "09:00")


async def test_the_visit_has_two_topics_two_inspections_and_one_task(ended: Played[PurbalinggaStory]) -> None:
    visit = await ended.get("programs", ended.story.visit, STAFF.reviewer)
    bound = [[program["id"] for program in topic["programs"]] for topic in visit["topics"]]
    assert bound == [[ended.story.rehabilitation], [ended.story.food]]
    assert [each["kind"] for each in visit["record"]["exchanged"]] == ["strategy", "mechanism", "procedure"]
    inspected = [each["program_id"] for each in visit["record"]["inspections"]]
    assert inspected == [ended.story.food, ended.story.rehabilitation]
    assert [(each["owner"], each["completed_on"]) for each in visit["action_items"]] == [("guest", "2026-01-20")]


async def test_one_practice_is_adopted_and_one_is_not_with_the_lineage_of_both(
    ended: Played[PurbalinggaStory],
) -> None:
    page = await ended.get("programs", f"/adoptions?facility={ended.story.host}", HOST_OFFICER)
    found = [
        (each["guest"]["name"], each["state"], each["checked_on"], each["reason"], (each["program"] or {}).get("id"))
        for each in page["items"]
    ]
    assert found == [
        (MADE_UP_GUEST, "abandoned", "2026-07-10", "no_land", None),
        (GUEST_NAME, "confirmed", "2026-06-15", None, ended.story.adopted),
    ]
    for each in page["items"]:
        lineage = (each["host"]["name"], each["from_program"]["id"], each["practice"]["code"])
        assert lineage == (HOST_NAME, ended.story.food, FOOD[0])
    program = await ended.get("programs", f"/programs/{ended.story.adopted}", STAFF.officer)
    assert (program["state"], program["tally"]["sessions"], program["authorisations"]) == ("running", SESSIONS, [])


async def test_every_step_has_its_event(ended: Played[PurbalinggaStory]) -> None:
    events = await ended.events("programs")
    assert {type_: count for type_, count in events.items() if type_.startswith(("visit.", "adoption."))} == {
        "visit.requested.v1": 1,
        "visit.agreed.v1": 1,
        "visit.held.v1": 2,
        "visit.action_item_completed.v1": 1,
        "adoption.planned.v1": 2,
        "adoption.begun.v1": 1,
        "adoption.confirmed.v1": 1,
        "adoption.abandoned.v1": 1,
    }
    assert (events["program.planned.v1"], events["program.opened.v1"], events["session.held.v1"]) == (3, 3, SESSIONS)


@pytest.mark.parametrize(
    ("account", "told"),
    [
        (HOST_OFFICER, {"adoption_confirmed": 1, "adoption_abandoned": 1}),
        (STAFF.reviewer, {"adoption_confirmed": 1, "adoption_abandoned": 1}),
        (STAFF.officer, {"adoption_confirmed": 1}),
        (MADE_UP_OFFICER, {"adoption_abandoned": 1}),
    ],
)
async def test_each_desk_learns_the_result_that_concerns_it(
    ended: Played[PurbalinggaStory], account: str, told: dict[str, int]
) -> None:
    notices = await ended.open_notices(account)
    about = {rule: count for (rule, _matters), count in notices.items() if rule.startswith(("visit", "adoption"))}
    assert about == told


async def test_nothing_of_a_visit_waits_at_the_end(ended: Played[PurbalinggaStory]) -> None:
    for account in (HOST_OFFICER, STAFF.officer, MADE_UP_OFFICER):
        waiting = await ended.waiting(account)
        assert not [kind for kind in waiting if kind.startswith(("visit", "adoption"))]


async def test_nothing_is_left_behind(ended: Played[PurbalinggaStory]) -> None:
    await ended.tables.require_nothing_left()
