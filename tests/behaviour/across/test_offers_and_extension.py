"""An extension of a regional agreement: what a facility has answered holds, and what is new is offered."""

from datetime import timedelta
from typing import Any

from shared.operations.clock import MovableClock
from tests.behaviour.across.settled import all_settled
from tests.behaviour.across.test_national_agreement import answer, numbers, offer_of
from tests.behaviour.client import Sinergi
from tests.behaviour.office import DECIDED, Office, problem

ITEMS = [
    {"field": "sport", "description": "Pembinaan olahraga", "pillar": "personality"},
    {"field": "culture", "description": "Pembinaan seni", "pillar": "personality"},
]
ADDED = {"field": "work_training", "description": "Pelatihan kerja", "pillar": "independence"} | DECIDED
Json = dict[str, Any]


async def test_answers_hold_for_an_extension_and_its_additions_are_offered(
    sinergi: Sinergi, office: Office, directorate: str, clock: MovableClock
) -> None:
    agreement = await signed_by_the_office(sinergi, office)
    await all_settled(sinergi)
    offer = await offer_of(sinergi, agreement, office)
    item = {each["field"]: {"scope_item_id": each["scope_item_id"]} for each in offer["items"]}
    given = [
        item["sport"] | {"answer": "accepted"},
        item["culture"] | {"answer": "declined", "reason": "no_participants"},
    ]
    assert (await answer(sinergi, offer, given, office.officer)).status_code == 201
    extension = await _extended(office, agreement)

    async def superseded() -> bool:
        return bool((await office.show(agreement))["state"] == "superseded")

    await sinergi.eventually(superseded)
    await all_settled(sinergi)
    open_offer = await offer_of(sinergi, extension, office)
    assert {each["field"]: each["answer"] for each in open_offer["items"]} == {
        "sport": "accepted",
        "culture": "declined",
        "work_training": None,
    }
    programs = await sinergi.programs.get(f"/programs?agreement={extension}", office.officer)
    assert {each["name"] for each in programs.json()["items"]} == {"Pembinaan olahraga"}, programs.text
    counts = await sinergi.agreements.get(f"/agreements/{extension}/offers", directorate)
    assert numbers(counts.json()) == (3, 1, 1, 1)

    ending = {"ground": "by_consent", "terminated_on": office.day(0), "reason": "Disepakati kedua pihak."}
    await office.perform(extension, "terminations", ending, office.second_reviewer)
    clock.move_to(clock.now() + timedelta(days=1))
    late = [{"scope_item_id": open_offer["items"][-1]["scope_item_id"], "answer": "accepted"}]

    async def closed_offer() -> Json:
        offer = await offer_of(sinergi, extension, office)
        assert (offer["state"], offer["closed_because"]) == ("closed", "agreement_terminated")
        return offer

    closed = await sinergi.eventually(closed_offer)
    problem(await answer(sinergi, closed, late, office.officer), 409, "offer-is-closed")


async def signed_by_the_office(sinergi: Sinergi, office: Office) -> str:
    """An agreement of the regional office with the partner, carried out by the facility."""
    offices = (await sinergi.agreements.get("/regional-offices", office.officer)).json()
    keeper = next(each["id"] for each in offices if each["code"] == office.facility["region"])
    parties = [{"unit_id": keeper}, {"unit_id": office.partner_id}]
    where = {"parties": parties, "runs_at": [office.facility["id"]], "scope_items": ITEMS}
    drafted = await office.draft(level="regional", term=office.term(-30, 20), **where)
    return await office.signed(drafted, signed_on=office.day(-20))


async def _extended(office: Office, agreement: str) -> str:
    """The extension that keeps both items, adds one, and begins today."""
    kept = [item["id"] for item in (await office.show(agreement))["scope_items"]]
    body = {"title": f"Perpanjangan {office.suffix}", "term": office.term(0, 800), "kept": kept, "added": [ADDED]}
    answer = await office.agreements.post(f"/agreements/{agreement}/extensions", body, office.reviewer)
    assert answer.status_code == 201, answer.text
    return await office.signed(answer.json()["id"], signed_on=office.day(0))
