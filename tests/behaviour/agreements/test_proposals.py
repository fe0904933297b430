"""Proposals from either side: a welcome is no acceptance, a decline has a reason, an accepted one becomes an item."""

from typing import Any
from uuid import uuid4

import httpx2

from tests.behaviour.agreements.published import events_of, name
from tests.behaviour.client import OPERATOR
from tests.behaviour.office import ENVIRONMENT, Body, Office, open_office, problem, register_partner
from tests.behaviour.waiting.test_notices import notice_of
from tests.behaviour.waiting.waiting_list import kinds, the_case

INTERNAL = "agreements.internal.v1"


def asked(office: Office, **changes: Any) -> Body:
    """The facility asks the partner for instructors."""
    sides = {"made_by": office.facility["id"], "made_to": office.partner_id}
    what = {"kind": "instructor", "title": "Dua instruktur menjahit", "field": "work_training"}
    return what | sides | {"letter": "CONTOH-7", "document": "Map 7", "proposed": {"edtf": office.day(-5)}} | changes


def offered(office: Office, **changes: Any) -> Body:
    """The partner offers equipment to the facility."""
    sides = {"made_by": office.partner_id, "made_to": office.facility["id"]}
    return asked(office, kind="facility_support", title="Sepuluh mesin jahit", field=None) | sides | changes


async def recorded(office: Office, body: Body, as_: str | None = None) -> str:
    answer = await office.agreements.post("/proposals", body, as_ or office.officer)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def show(office: Office, id_: str, as_: str | None = None) -> Body:
    answer = await office.agreements.get(f"/proposals/{id_}", as_ or office.officer)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def attempt(office: Office, id_: str, step: str, body: Body, as_: str | None = None) -> httpx2.Response:
    tag = f'"{(await show(office, id_))["version"]}"'
    return await office.agreements.post(f"/proposals/{id_}/{step}", body, as_ or office.officer, if_match=tag)


async def answered(office: Office, id_: str, answer: str, as_: str | None = None, **more: Any) -> Body:
    given = await attempt(office, id_, "answers", {"answer": answer, "answered_on": office.day(0)} | more, as_)
    assert given.status_code == 200, given.text
    return dict(given.json())


async def events(office: Office, id_: str, count: int) -> list[dict[str, Any]]:
    async def all_of_them() -> list[dict[str, Any]]:
        found = await events_of(office, id_, INTERNAL)
        assert len(found) == count
        return found

    return await office.sinergi.eventually(all_of_them)


async def test_three_proposals_of_a_coordination_meeting_before_any_document(office: Office) -> None:
    """Selong and Lombok Timur: no date, no letter; the regency welcomes the initiative, which is no acceptance."""
    held = {"kinds": ["coordination"], "recorded_by": office.facility["id"], "host": {"unit_id": office.partner_id}}
    meeting = (await office.agreements.post("/meetings", held, office.officer)).json()["id"]
    unknown = {"letter": None, "document": None, "proposed": {}, "meeting_id": meeting, "field": None}
    needs = {"instructor": "Instruktur", "facility_support": "Sarana", "reintegration_help": "Fasilitasi reintegrasi"}
    ids = [await recorded(office, asked(office, kind=kind, title=needs[kind], **unknown)) for kind in needs]
    listed = await office.agreements.get(f"/proposals?meeting={meeting}", office.contact)
    assert {each["id"] for each in listed.json()["items"]} == set(ids)
    assert {tuple(each["missing_parts"]) for each in listed.json()["items"]} == {("proposed_on",)}
    assert await kinds(office.agreements, office.contact, ids[0]) == {"proposal_to_answer"}
    assert await kinds(office.agreements, office.officer, ids[0]) == {"proposal_incomplete"}
    assert (await notice_of(office.sinergi, office.contact, "proposal_made"))["severity"] == "action"

    welcomed = await answered(office, ids[0], "interest_expressed", office.contact)
    assert welcomed["state"] == "interest_expressed"
    case = await the_case(office.agreements, office.contact, ids[0], "proposal_to_answer")
    assert (case["due_on"], case["link"]) == (office.day(30), f"/proposals/{ids[0]}/answers")
    problem(await attempt(office, ids[0], "inclusions", {"scope_item_id": str(uuid4())}), 409, "wrong-state")
    again = {"answer": "interest_expressed", "answered_on": office.day(0)}
    problem(await attempt(office, ids[0], "answers", again, office.contact), 409, "wrong-state")

    made, welcome = await events(office, ids[0], 2)
    assert [name(made), name(welcome)] == ["proposal.made", "proposal.interest_expressed"]
    assert made["data"]["missing"] == ["proposed_on"]
    assert (made["data"]["kind"], made["data"]["meeting_id"]) == ("instructor", meeting)
    assert "Instruktur" not in str(made)


async def test_an_accepted_proposal_waits_until_it_is_an_item_of_an_agreement_that_may_bind(office: Office) -> None:
    id_ = await recorded(office, asked(office))
    await answered(office, id_, "accepted", office.contact)
    assert await kinds(office.agreements, office.contact, id_) == set()
    assert await kinds(office.agreements, office.officer, id_) == {"proposal_to_include"}

    items = [{**ENVIRONMENT, "agencies": [office.agency_id]}]
    draft = await office.draft(scope_items=items)
    (item,) = (await office.show(draft))["scope_items"]
    problem(
        await attempt(office, id_, "inclusions", {"scope_item_id": item["id"]}, office.contact), 403, "not-permitted"
    )
    elsewhere = await open_office(office.sinergi, next(office.sinergi.facilities))
    (theirs, *_) = (await elsewhere.show(await elsewhere.draft()))["scope_items"]
    refused = await attempt(office, id_, "inclusions", {"scope_item_id": theirs["id"]})
    problem(refused, 422, "scope-item-unknown")
    included = await attempt(office, id_, "inclusions", {"scope_item_id": item["id"]})
    assert included.status_code == 200, included.text
    assert (await show(office, id_, office.contact))["agreement_id"] == draft
    assert await kinds(office.agreements, office.officer, id_) == set()
    assert name((await events(office, id_, 3))[2]) == "proposal.included"

    await office.perform(draft, "withdrawals", {"reason": "Mitra menunda."}, office.head)
    assert await kinds(office.agreements, office.officer, id_) == {"proposal_to_include"}


async def test_a_proposal_may_be_accepted_as_an_item_and_waits_again_when_the_draft_drops_it(office: Office) -> None:
    draft = await office.draft()
    kept, dropped = (await office.show(draft))["scope_items"]
    id_ = await recorded(office, offered(office))
    await answered(office, id_, "accepted", scope_item_id=dropped["id"])
    assert await kinds(office.agreements, office.officer, id_) == set()
    content = await office.content(draft)
    await office.change(draft, scope_items=[each for each in content["scope_items"] if each["id"] == kept["id"]])
    assert (await show(office, id_))["scope_item_id"] is None
    assert await kinds(office.agreements, office.officer, id_) == {"proposal_to_include"}


async def test_a_partner_proposes_and_is_told_the_reason_of_a_decline_or_not(office: Office) -> None:
    told, withheld = [await recorded(office, offered(office), office.contact) for _ in range(2)]
    assert await kinds(office.agreements, office.officer, told) == {"proposal_to_answer"}
    because = {"reason": "no_equipment", "note": "Ruangan belum tersedia."}
    await answered(office, told, "declined", office.head, **because)
    await answered(office, withheld, "declined", office.head, **because, disclosed=False)
    shown = (await show(office, told, office.contact))["answer"]
    assert (shown["reason"], shown["note"]) == ("no_equipment", "Ruangan belum tersedia.")
    shown = (await show(office, withheld, office.contact))["answer"]
    assert (shown["answer"], shown["reason"], shown["note"]) == ("declined", None, None)
    assert (await show(office, withheld))["answer"]["reason"] == "no_equipment"
    assert {entry["account"] for entry in (await show(office, told, office.contact))["history"]} == {None}
    assert (await events(office, told, 2))[1]["data"]["reason"] == "no_equipment"
    assert (await events(office, withheld, 2))[1]["data"]["reason"] is None
    assert await kinds(office.agreements, office.officer, told) == set()
    await notice_of(office.sinergi, office.contact, "proposal_declined")


async def test_a_partner_without_an_account_answers_by_letter_or_in_a_meeting(office: Office) -> None:
    partner = await register_partner(office.sinergi, {"name": f"Yayasan {office.suffix}", "category": "foundation_ngo"})
    id_ = await recorded(office, asked(office, made_to=partner))
    case = await the_case(office.agreements, office.officer, id_, "proposal_letter")
    assert f"Yayasan {office.suffix}" in case["title"]["id"]
    accepted = {"answer": "accepted", "answered_on": office.day(0)}
    problem(await attempt(office, id_, "answers", accepted), 422, "partner-answer-untraced")
    problem(
        await attempt(office, id_, "answers", accepted | {"meeting_id": str(uuid4())}), 422, "proposal-meeting-unknown"
    )
    await answered(office, id_, "accepted", letter="415.4/12")
    assert await kinds(office.agreements, office.officer, id_) == {"proposal_to_include"}


async def test_what_is_missing_is_chased_and_completed(office: Office) -> None:
    id_ = await recorded(office, asked(office, letter=None, document=None, proposed={}))
    case = await the_case(office.agreements, office.officer, id_, "proposal_incomplete")
    assert "tanggal pengajuan, nomor surat, dan berkas" in case["title"]["id"]
    assert case["due_on"] == office.day(14)
    known = {"title": "Tiga instruktur menjahit", "letter": "CONTOH-8", "document": "Map 8"}
    body = known | {"proposed": {"edtf": "2026-01-27", "weekday": "monday"}}
    stale = await office.agreements.put(f"/proposals/{id_}", body, office.officer, if_match='"9"')
    problem(stale, 412, "version-stale")
    completed = await office.agreements.put(f"/proposals/{id_}", body, office.officer, if_match='"1"')
    assert [each["code"] for each in completed.json()["cautions"]] == ["weekday_contradicts_date"]
    assert await kinds(office.agreements, office.officer, id_) == set()
    made, corrected = await events(office, id_, 2)
    assert (name(corrected), corrected["data"]["corrects"]) == ("proposal.made.corrected", made["id"])
    assert (corrected["data"]["missing"], corrected["data"]["proposed"]["edtf"]) == ([], "2026-01-27")


async def test_proposals_that_are_refused_and_those_that_others_do_not_see(office: Office) -> None:
    other = await open_office(office.sinergi, next(office.sinergi.facilities))
    refused: dict[str, Body] = {
        "proposal-sides-unfit": {"made_to": office.facility["id"]},
        "unit-unknown": {"made_to": str(uuid4())},
        "field-unknown": {"field": "astrology"},
        "day-in-the-future": {"proposed": {"edtf": office.day(1)}},
        "proposal-meeting-unknown": {"meeting_id": str(uuid4())},
    }
    for slug, change in refused.items():
        problem(await office.agreements.post("/proposals", asked(office, **change), office.officer), 422, slug)
    # Each side records its own proposals; the unit that is asked may record a partner's.
    problem(await office.agreements.post("/proposals", asked(office), office.contact), 403, "out-of-scope")
    problem(await office.agreements.post("/proposals", asked(office), other.officer), 403, "out-of-scope")
    id_ = await recorded(office, asked(office))
    problem(await office.agreements.get(f"/proposals/{id_}", other.officer), 403, "out-of-scope")
    assert id_ not in (await office.agreements.get("/proposals?limit=200", other.officer)).text
    assert id_ in (await office.agreements.get(f"/proposals?unit={office.partner_id}", office.reviewer)).text
    # The unit that asked does not answer for a partner without its letter, and no stranger answers at all.
    accepted = {"answer": "accepted", "answered_on": office.day(0)}
    problem(await attempt(office, id_, "answers", accepted, other.contact), 403, "out-of-scope")
    problem(
        await attempt(office, id_, "answers", accepted | {"answered_on": office.day(-9)}),
        422,
        "answered-before-proposal",
    )
    problem(await attempt(office, id_, "answers", accepted | {"answer": "declined"}), 422, "decline-reason-missing")
    problem(await office.agreements.get(f"/proposals/{uuid4()}", office.officer), 404, "proposal-not-found")


async def test_proposals_of_a_partner_that_was_registered_twice_follow_to_the_one_that_stays(office: Office) -> None:
    twin = await register_partner(office.sinergi, {"name": f"Pemkab {office.suffix}", "category": "local_government"})
    id_ = await recorded(office, asked(office, made_to=twin))
    merger = {"into": office.partner_id, "reason": "Terdaftar dua kali."}
    tag = (await office.agreements.get(f"/partners/{twin}", OPERATOR)).headers["ETag"]
    merged = await office.agreements.post(f"/partners/{twin}/mergers", merger, OPERATOR, if_match=tag)
    assert merged.status_code == 200, merged.text
    assert await kinds(office.agreements, office.contact, id_) == {"proposal_to_answer"}
    await answered(office, id_, "accepted", office.contact)
