"""A signed agreement waits for activity, for scope that covers all practice, and for an extension before it ends."""

from datetime import date
from typing import Any

from services.agreements.agreement.model.grounds import MONTHS_OF_A_MEETING
from shared.values.terms import months_after
from tests.behaviour.office import AGRICULTURE, DECIDED, ENVIRONMENT, HEALTH, Office
from tests.behaviour.programs.place import Place
from tests.behaviour.waiting.waiting_list import cases, kinds, the_case


async def test_a_signed_agreement_waits_for_its_first_activity(place: Place) -> None:
    agreements = place.sinergi.agreements
    program = await place.opened()
    id_ = (await place.show(program))["authorisations"][0]["agreement_id"]
    case = await the_case(agreements, place.officer, id_, "not_running")
    assert (case["age_days"], case["overdue"]) == (0, False)
    assert await kinds(agreements, place.foreign_officer, id_) == set()
    cohort = await place.started(program, place.refs[0])
    session = place.session({"participant_ref": place.refs[0], "mark": "active"}, instructors=[place.partner])
    held = await place.post(f"{cohort}/sessions", session)
    assert held.status_code == 201, held.text

    async def running() -> None:
        assert "not_running" not in await kinds(agreements, place.officer, id_)

    await place.sinergi.eventually(running)


async def test_an_agreement_that_ends_soon_waits_until_an_extension_is_signed(office: Office) -> None:
    agreements = office.agreements
    id_ = await office.signed(await office.draft(), signed_on=office.day(-50))
    case = await the_case(agreements, office.officer, id_, "expiring")
    assert (case["due_on"], case["overdue"]) == (office.day(20), False)
    extension = await office.extend(id_)
    assert extension.status_code == 201, extension.text
    # A draft alone extends nothing.
    assert "expiring" in await kinds(agreements, office.officer, id_)
    await office.signed(extension.json()["id"])
    assert "expiring" not in await kinds(agreements, office.officer, id_)


async def test_an_agreement_that_has_ended_is_overdue(office: Office) -> None:
    id_ = await office.signed(await office.draft(term=office.term(-400, -10)), signed_on=office.day(-400))
    case = await the_case(office.agreements, office.officer, id_, "expiring")
    assert (case["due_on"], case["overdue"]) == (office.day(-10), True)
    assert await kinds(office.agreements, office.officer, id_) == {"expiring", "paper_missing"}


async def test_a_signed_paper_waits_to_be_filed_and_then_to_be_checked_by_a_second_officer(office: Office) -> None:
    agreements = office.agreements
    id_ = await office.signed(await office.draft(), signed_on=office.day(-20))

    async def waits() -> set[str]:
        return await kinds(agreements, office.officer, id_) & {"paper_missing", "paper_to_check"}

    case = await the_case(agreements, office.officer, id_, "paper_missing")
    assert (case["since"], case["due_on"], case["overdue"]) == (office.day(-20), office.day(-6), True)
    await office.file(id_, "attachment")
    assert await waits() == {"paper_missing"}
    first = await office.file(id_)
    # The officer has filed it: the check waits for another one.
    assert await waits() == set()
    case = await the_case(agreements, office.head, id_, "paper_to_check")
    assert (case["link"], case["due_on"]) == (f"/documents/{first}/checks", office.day(7))
    assert case["page"] == f"/perjanjian/{id_}/dokumen/{first}/pemeriksaan"
    returned = {"verdict": "differs", "faults": ["pages"]}
    assert (await office.attempt_with_document(first, "checks", returned, office.head)).is_success
    assert await waits() == {"paper_missing"}
    second = await office.file(id_)
    assert (await office.attempt_with_document(second, "checks", {"verdict": "matches"}, office.head)).is_success
    assert await waits() == set()


async def test_no_extension_waits_in_the_first_two_thirds_of_a_term(office: Office) -> None:
    tomorrow = await office.signed(await office.draft(term=office.term(-59, 31)), signed_on=office.day(-59))
    today = await office.signed(await office.draft(term=office.term(-60, 30)), signed_on=office.day(-60))
    assert "expiring" not in await kinds(office.agreements, office.officer, tomorrow)
    assert "expiring" in await kinds(office.agreements, office.officer, today)


async def test_an_uncovered_practice_waits_until_an_extension_covers_it(office: Office) -> None:
    agreements = office.agreements
    id_ = await office.signed(await office.draft())
    assert (await agreements.post("/meetings", _evaluation(office, id_), office.officer)).status_code == 201
    case = await the_case(agreements, office.officer, id_, "uncovered_practice")
    assert "Lingkungan Hidup" in case["title"]["id"]
    assert case["due_on"] == months_after(date.fromisoformat(office.day(-3)), MONTHS_OF_A_MEETING).isoformat()
    extension = await office.extend(id_, added=[ENVIRONMENT | DECIDED])
    assert extension.status_code == 201, extension.text
    assert "uncovered_practice" not in await kinds(agreements, office.officer, id_)
    await office.perform(extension.json()["id"], "withdrawals", {"reason": "Mitra menunda."})
    assert "uncovered_practice" in await kinds(agreements, office.officer, id_)


async def test_an_uncovered_practice_of_a_meeting_on_an_uncertain_day_has_no_due_day(office: Office) -> None:
    id_ = await office.signed(await office.draft())
    body = _evaluation(office, id_, held={"edtf": "XXXX-11-28"})
    assert (await office.agreements.post("/meetings", body, office.officer)).status_code == 201
    case = await the_case(office.agreements, office.officer, id_, "uncovered_practice")
    assert (case["due_on"], case["overdue"]) == (None, False)


async def test_an_action_item_waits_at_its_owner_until_it_is_completed(office: Office) -> None:
    agreements = office.agreements
    items = [
        {"task": "Menyusun draf", "owner": {"unit_id": office.facility["id"]}, "due_on": office.day(-1)},
        {"task": "Menunjuk dinas", "owner": {"unit_id": office.partner_id}, "due_on": office.day(5)},
        {"task": "Mencari instruktur", "owner": {"unit_id": office.facility["id"]}},
    ]
    body = _evaluation(office, await office.draft(), action_items=items)
    minutes = await agreements.post("/meetings", body, office.officer)
    meeting = (await agreements.get(minutes.headers["Location"], office.officer)).json()
    ours, theirs, undated = (item["id"] for item in meeting["action_items"])

    case = await the_case(agreements, office.officer, ours, "action_item")
    assert (case["due_on"], case["overdue"]) == (office.day(-1), True)
    assert case["title"]["id"] == "Selesaikan tindak lanjut: Menyusun draf"
    assert not (await the_case(agreements, office.officer, undated, "action_item"))["overdue"]
    assert await kinds(agreements, office.officer, theirs) == set()
    assert not (await the_case(agreements, office.contact, theirs, "action_item"))["overdue"]
    assert await kinds(agreements, office.contact, ours) == set()

    done = await agreements.post(case["link"], {"completed_on": office.day(0)}, office.officer)
    assert done.status_code == 200, done.text
    assert await kinds(agreements, office.officer, ours) == set()


async def test_a_superseded_agreement_no_longer_waits(office: Office) -> None:
    old = await office.signed(await office.draft(scope_items=[HEALTH, AGRICULTURE]))
    new = (await office.extend(old, term=office.term(0, 800))).json()["id"]
    await office.signed(new)

    async def superseded() -> None:
        assert (await office.show(old))["state"] == "superseded"

    await office.sinergi.eventually(superseded)
    assert {case["about"]["id"] for case in await cases(office.agreements, office.officer)} == {new}


def _evaluation(office: Office, agreement_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "kinds": ["evaluation"],
        "held": {"edtf": office.day(-3)},
        "about": [{"kind": "agreement", "id": agreement_id}],
        "uncovered_practices": [{"field": "environment"}],
    } | changes
