"""Agreements of the past come in by a door of their own and bring no news."""

from typing import Any

from tests.behaviour.agreements.published import announced, events_of, name
from tests.behaviour.office import AGRICULTURE, ENVIRONMENT, HEALTH, Body, Office, problem

EXPIRED = {"kind": "fixed", "starts_on": "2021-03-01", "ends_on": "2024-02-29"}
MANY = 100


def registration(office: Office, **changes: Any) -> Body:
    body = office.draft_body(term=EXPIRED, source="paper", confidence="confirmed", signed_on="2021-02-20")
    return body | changes


async def register(office: Office, as_: str | None = None, **changes: Any) -> str:
    body = registration(office, **changes)
    answer = await office.agreements.post("/agreements/registrations", body, as_ or office.officer)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_a_hundred_expired_agreements_bring_no_program_no_waiting_case_and_no_notice(office: Office) -> None:
    ids = [await register(office, title=f"PKS {n}", scope_items=[AGRICULTURE]) for n in range(MANY)]
    term, signed_on = office.term(-400, 400), office.day(-400)
    in_force = await register(office, office.head, scope_items=[AGRICULTURE], term=term, signed_on=signed_on)
    shown = await office.show(ids[0])
    assert (shown["state"], shown["registered_source"], shown["confidence"]) == ("expired", "paper", "confirmed")
    waiting = (await office.agreements.get("/waiting?limit=200", office.officer)).json()["items"]
    assert {case["about"]["id"] for case in waiting} & set(ids) == set()

    async def planned() -> None:
        """The one in force has its program; it came last, so the others were handled before or have none."""
        path = f"/programs?facility={office.facility['id']}&fiscal_year={office.sinergi.today().year}"
        page = (await office.sinergi.programs.get(path, office.officer)).json()
        programs = [each["id"] for each in page["items"]]
        assert len(programs) == 1
        program = (await office.sinergi.programs.get(f"/programs/{programs[0]}", office.officer)).json()
        assert {each["agreement_id"] for each in program["authorisations"]} == {in_force}

    async def told() -> list[str]:
        """The officer is informed of the agreement that is in force, and of no other."""
        inbox = (await office.sinergi.notifications.get("/inbox?limit=200", office.officer)).json()["items"]
        assert "agreement_registered" in {notice["rule"] for notice in inbox}
        return [str(notice) for notice in inbox]

    await office.sinergi.eventually(planned)
    assert not any("PKS" in notice for notice in await office.sinergi.eventually(told))
    for id_ in (ids[0], ids[-1]):
        assert [name(event) for event in await events_of(office, id_)] == ["agreement.registered"]


async def test_what_is_not_known_is_listed_as_missing(office: Office) -> None:
    id_ = await register(office, source="press", confidence="uncertain", signed_on=None, legal_basis=None)
    shown = await office.show(id_)
    assert shown["missing_fields"][:2] == ["dated_on", "signed_on"]
    assert (shown["in_force_from"], shown["in_force_until"]) == ("2021-03-01", "2024-02-29")
    unknown = registration(office, term=None, signed_on=None)
    problem(await office.agreements.post("/agreements/registrations", unknown, office.officer), 422, "days-unknown")
    tomorrow = registration(office, signed_on=office.day(1))
    problem(
        await office.agreements.post("/agreements/registrations", tomorrow, office.officer), 422, "day-in-the-future"
    )


async def test_numbers_are_kept_as_they_were_reported_also_twice(office: Office) -> None:
    numbers = [
        {"unit_id": office.facility["id"], "number": "W.13-1", "year": 2021},
        {"unit_id": office.partner_id, "number": "415.4/1"},
    ]
    for _ in range(2):
        id_ = await register(office, numbers=numbers)
        found = (await office.show(id_))["numbers"]
        assert sorted((each["number"], each["year"]) for each in found) == [("415.4/1", 2021), ("W.13-1", 2021)]
    foreign = registration(office, numbers=[{"unit_id": office.agency_id, "number": "1"}])
    problem(
        await office.agreements.post("/agreements/registrations", foreign, office.officer), 422, "number-of-no-party"
    )


async def test_a_registered_agreement_is_extended(office: Office) -> None:
    """The nota kesepakatan of Purwokerto was signed years ago on paper; its extension is drafted in Sinergi."""
    old_id = await register(office, office.head, term=office.term(-1_000, 20), signed_on=office.day(-1_000))
    waiting = (await office.agreements.get("/waiting?kind=expiring&limit=200", office.officer)).json()["items"]
    assert old_id in {case["about"]["id"] for case in waiting}
    drafted = await office.extend(old_id, term=office.term(0, 800))
    assert drafted.status_code == 201, drafted.text
    await office.signed(drafted.json()["id"])
    superseded = await announced(office, old_id, "agreement.superseded")
    assert superseded["data"]["successor_id"] == drafted.json()["id"]
    assert (await office.show(old_id))["state"] == "superseded"


async def test_a_line_of_the_past_is_registered_in_its_order(office: Office) -> None:
    first = await register(office, scope_items=[HEALTH])
    [item] = (await office.show(first))["scope_items"]
    later = {"kind": "fixed", "starts_on": "2024-03-01", "ends_on": "2025-02-28"}
    scope = [{**HEALTH, "continues": [item["id"]]}, ENVIRONMENT]
    second = await register(office, predecessor_id=first, term=later, signed_on="2024-02-20", scope_items=scope)
    shown = await office.show(second)
    assert (shown["line_id"], shown["state"]) == (first, "expired")
    assert [len(shown["scope_changes"][part]) for part in ("kept", "added", "removed")] == [1, 1, 0]
    other = registration(office, predecessor_id=first, term=later, signed_on="2024-02-20", scope_items=[HEALTH])
    problem(await office.agreements.post("/agreements/registrations", other, office.officer), 409, "not-continued")
    alone = registration(office, scope_items=[{**HEALTH, "continues": [item["id"]]}])
    problem(await office.agreements.post("/agreements/registrations", alone, office.officer), 422, "not-in-predecessor")


async def test_one_that_was_ended_early_is_registered_as_ended(office: Office) -> None:
    shown = await office.show(await register(office, ended_on="2022-06-30"))
    assert (shown["state"], shown["ended_on"]) == ("terminated", "2022-06-30")


async def test_an_agreement_that_is_not_over_is_registered_by_a_head(office: Office) -> None:
    """Otherwise an officer could bind the unit alone, without any review, by registering a text signed today."""
    path, today = "/agreements/registrations", office.day(0)
    not_over: list[Body] = [
        {"term": office.term(0, 300), "signed_on": today},
        {"term": office.term(30, 300), "signed_on": today},
        {"term": office.term(-300, 0), "signed_on": office.day(-300)},
        {"term": None, "signed_on": office.day(-300)},
        {"term": office.term(-300, 300), "signed_on": office.day(-300), "ended_on": today},
    ]
    for changes in not_over:
        body = registration(office, **changes)
        problem(await office.agreements.post(path, body, office.officer), 403, "head-needed")
        problem(await office.agreements.post(path, body, office.reviewer), 403, "out-of-scope")
        registered = await office.agreements.post(path, body, office.head)
        assert registered.status_code == 201, registered.text
    await register(office, term=office.term(-300, 300), ended_on=office.day(-1), signed_on=office.day(-300))


async def test_a_text_that_was_signed_in_the_last_two_weeks_is_a_caution(office: Office) -> None:
    async def cautions(days: int) -> list[str]:
        body = registration(office, term=office.term(-300, 300), signed_on=office.day(days))
        answer = await office.agreements.post("/agreements/registrations", body, office.head)
        assert answer.status_code == 201, answer.text
        return [caution["code"] for caution in answer.json()["cautions"]]

    assert [await cautions(days) for days in (0, -14, -15)] == [["signed_recently"], ["signed_recently"], []]
