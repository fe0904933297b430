"""Review: versions of the text, sides that are asked again or not, several drafts in one request, and waiting times."""

from datetime import timedelta
from typing import Any

import pytest

from shared.operations.clock import MovableClock
from tests.behaviour.agreements.published import announced
from tests.behaviour.business_day import on_working_day
from tests.behaviour.client import Sinergi
from tests.behaviour.office import AGRICULTURE, HEALTH, Body, Office, open_office, problem, register_partner
from tests.behaviour.waiting.test_notices import notice_of
from tests.behaviour.waiting.waiting_list import the_case

INTERNAL = "agreements.internal.v1"
COMMENT = {"clause": "Pasal 4", "text": "Sebutkan sasarannya."}
RETURNED = {"side": "region", "verdict": "revise", "comments": [COMMENT]}


async def reviews(office: Office, id_: str, as_: str | None = None) -> list[Body]:
    answer = await office.agreements.get(f"/agreements/{id_}/reviews", as_ or office.officer)
    assert answer.status_code == 200, answer.text
    return list(answer.json())


async def change_item(office: Office, id_: str, field: str, **changes: Any) -> None:
    """Change the only item of a field."""
    content = await office.content(id_)
    for item in content["scope_items"]:
        if item["field"] == field:
            item.update(changes)
    answer = await office.change(id_, scope_items=content["scope_items"])
    assert answer.status_code == 200, answer.text


async def passed(office: Office, id_: str, side: str, as_: str, **more: Any) -> Body:
    return await office.perform(id_, "reviews", {"side": side, "verdict": "pass"} | more, as_)


@pytest.fixture
async def second_partner(sinergi: Sinergi, office: Office) -> tuple[str, str]:
    """Another partner of the office, and the account of its contact."""
    partner = {"name": f"Yayasan Contoh {office.suffix}", "category": "foundation_ngo"}
    id_, account = await register_partner(sinergi, partner), f"second-contact-{office.suffix}"
    await sinergi.assign(account, "partner_contact", "partner", id_)
    return id_, account


async def test_what_the_draft_said_when_the_region_returned_it_and_what_has_changed_since(office: Office) -> None:
    id_ = await office.submit(await office.draft())
    await office.perform(id_, "reviews", RETURNED, office.reviewer)
    await change_item(office, id_, "agriculture", target="Dua kali panen setahun")
    content = await office.content(id_)
    await office.change(id_, legal_basis="UU 22/2022", scope_items=[*content["scope_items"][:2], SPORT])

    (region,) = [each for each in await reviews(office, id_) if each["side"] == "region"]
    assert (region["verdict"], region["comments"], region["given_by"]) == ("revise", [COMMENT], "account")
    texts = (await office.agreements.get(f"/agreements/{id_}/texts", office.officer)).json()
    (then,) = [text for text in texts if text["version"] == region["text_version"]]
    assert [item["target"] for item in then["content"]["scope_items"]] == [None, None]

    path = f"/agreements/{id_}/text-changes?before={region['text_version']}"
    changes = (await office.agreements.get(path, office.officer)).json()
    assert [(each["name"], each["before"], each["after"]) for each in changes["clauses"]] == [
        ("legal_basis", None, "UU 22/2022")
    ]
    (changed,) = changes["changed"]
    assert (changed["before"]["target"], changed["after"]["target"]) == (None, "Dua kali panen setahun")
    assert ([each["field"] for each in changes["added"]], changes["removed"]) == (["sport"], [])
    between = await office.agreements.get(f"{path}&after={changes['before']}", office.officer)
    assert (between.json()["changed"], between.json()["clauses"]) == ([], [])
    problem(await office.agreements.get(f"{path}&after=99", office.officer), 422, "text-unknown")
    elsewhere = await open_office(office.sinergi, next(office.sinergi.facilities))
    problem(await office.agreements.get(path, elsewhere.officer), 403, "out-of-scope")


SPORT = {"field": "sport", "description": "Voli", "pillar": "personality"}


async def test_only_the_sides_whose_clauses_changed_are_asked_again_and_the_others_are_told(
    office: Office, second_partner: tuple[str, str]
) -> None:
    second, second_contact = second_partner
    parties = [{"unit_id": each} for each in (office.facility["id"], office.partner_id, second)]
    items = [{**HEALTH, "agencies": [office.agency_id]}, {**AGRICULTURE, "agencies": [second]}]
    id_ = await office.submit(await office.draft(parties=parties, scope_items=items))
    await passed(office, id_, "partner", office.contact, unit=office.partner_id)
    await passed(office, id_, "partner", second_contact, unit=second)
    await office.perform(id_, "reviews", RETURNED, office.reviewer)

    await change_item(office, id_, "agriculture", target="Dua kali panen setahun")
    await office.submit(id_)
    assert {each["unit"] for each in await office.awaited_reviews(id_)} == {office.facility["region"], second}
    kept = await announced(office, id_, "agreement.verdicts_kept", INTERNAL)
    assert [unit["id"] for unit in kept["data"]["reviewers"]] == [office.partner_id]
    submitted = await announced(office, id_, "agreement.submitted_for_review", INTERNAL)
    assert {unit["id"] for unit in submitted["data"]["reviewers"]} >= {second}
    assert office.partner_id not in str(submitted["data"]["reviewers"])
    await notice_of(office.sinergi, office.contact, "verdict_kept")

    # The title concerns everyone.
    await office.perform(id_, "reviews", RETURNED, office.reviewer)
    changed = await office.change(id_, title=f"Judul baru {office.suffix}")
    assert changed.status_code == 200, changed.text
    await office.submit(id_)
    assert {each["unit"] for each in await office.awaited_reviews(id_)} == {
        office.facility["region"],
        office.partner_id,
        second,
    }


async def test_a_side_passes_by_its_account_by_letter_or_in_a_meeting(office: Office) -> None:
    by_letter, in_meeting = [await office.submit(await office.draft()) for _ in range(2)]
    await passed(office, by_letter, "partner", office.officer, letter="415.4/12")
    held = {"kinds": ["draft_discussion"], "about": [{"kind": "agreement", "id": in_meeting}]}
    meeting = (await office.agreements.post("/meetings", held, office.officer)).json()["id"]
    await passed(office, in_meeting, "partner", office.officer, meeting_id=meeting)
    await passed(office, in_meeting, "region", office.reviewer)
    assert {each["given_by"] for each in await reviews(office, by_letter)} == {"letter", None}
    assert {each["side"]: each["given_by"] for each in await reviews(office, in_meeting)} == {
        "partner": "meeting",
        "region": "account",
    }


async def test_several_drafts_are_passed_at_once_or_none(office: Office) -> None:
    ids = [await office.submit(await office.draft(title=f"Draf {number}")) for number in range(3)]
    waiting = (await office.agreements.get("/reviews/awaited", office.reviewer)).json()
    mine = [each for each in waiting if each["agreement_id"] in ids]
    assert {(each["side"], each["overdue"]) for each in mine} == {("region", False)}
    passes = [{name: each[name] for name in ("agreement_id", "version", "side")} for each in mine]
    stale = [*passes[:2], passes[2] | {"version": 99}]
    problem(await office.agreements.post("/reviews", {"reviews": stale}, office.reviewer), 412, "version-stale")
    assert len(await office.awaited_reviews(ids[0])) == 2
    problem(await office.agreements.post("/reviews", {"reviews": passes}, office.contact), 403, "not-permitted")
    given = await office.agreements.post("/reviews", {"reviews": passes}, office.reviewer)
    assert (given.status_code, len(given.json())) == (200, 3), given.text
    for id_ in ids:
        assert [each["side"] for each in await office.awaited_reviews(id_)] == ["partner"]
    assert not set(ids) & {
        each["agreement_id"] for each in (await office.agreements.get("/reviews/awaited", office.reviewer)).json()
    }


async def test_seven_days_without_an_answer_are_announced_once_and_the_waiting_time_is_known(
    office: Office, clock: MovableClock
) -> None:
    id_ = await office.submit(await office.draft())
    since, begun = office.day(0), clock.now()
    clock.move_to(on_working_day(begun + timedelta(days=8)))
    hours = (clock.now() - begun) / timedelta(hours=1)
    late = await announced(office, id_, "agreement.review_unanswered", INTERNAL)
    assert late["data"]["waiting_since"] == since
    (awaited,) = [
        each
        for each in (await office.agreements.get("/reviews/awaited", office.contact)).json()
        if each["agreement_id"] == id_
    ]
    assert (awaited["side"], awaited["overdue"]) == ("partner", True)
    assert (await the_case(office.agreements, office.reviewer, id_, "review_by_region"))["overdue"]
    await notice_of(office.sinergi, office.reviewer, "unanswered_by_region")
    await notice_of(office.sinergi, office.officer, "unanswered_by_partner")

    await passed(office, id_, "region", office.reviewer)
    times = (await office.agreements.get("/reviews/waiting-times", office.officer)).json()
    by_side = {each["side"]: each for each in times if each["unit"] in (office.facility["region"], office.partner_id)}
    assert (by_side["region"]["answered"], by_side["region"]["waiting"]) == (1, 0)
    assert hours - 1 < by_side["region"]["median_hours"] < hours + 1
    assert (by_side["partner"]["answered"], by_side["partner"]["waiting"]) == (0, 1)
