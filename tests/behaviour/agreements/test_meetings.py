"""Meetings stand alone: about several things or none, of several kinds, on days as they were reported."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx2

from shared.operations.clock import MovableClock
from tests.behaviour.agreements.published import name, published
from tests.behaviour.business_day import on_working_day
from tests.behaviour.client import OPERATOR
from tests.behaviour.office import ENVIRONMENT, Body, Office, open_office, problem, register_partner
from tests.behaviour.waiting.test_notices import closed, notice_of
from tests.unit.shared.documents.examples import joined, lines_of_word

CHAIR = {"position": "Kepala Bagian Kerja Sama", "organisation": "Sekretariat Daerah"}
TOPIC = "agreements.internal.v1"


def meeting(office: Office, *agreement_ids: str, **changes: Any) -> Body:
    return {
        "kinds": ["evaluation"],
        "held": {"edtf": office.day(-3)},
        "about": [{"kind": "agreement", "id": agreement_id} for agreement_id in agreement_ids],
    } | changes


def alone(office: Office, **changes: Any) -> Body:
    """A meeting about no agreement, which the office's facility records."""
    return meeting(office, kinds=["coordination"], recorded_by=office.facility["id"]) | changes


async def record(office: Office, body: Body, as_: str | None = None) -> httpx2.Response:
    return await office.agreements.post("/meetings", body, as_ or office.officer)


async def recorded(office: Office, body: Body) -> str:
    answer = await record(office, body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def show(office: Office, meeting_id: str, as_: str | None = None) -> Body:
    answer = await office.agreements.get(f"/meetings/{meeting_id}", as_ or office.officer)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def listed(office: Office, as_: str, query: str = "") -> list[str]:
    answer = await office.agreements.get(f"/meetings?limit=200{query}", as_)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


async def events_of(office: Office, meeting_id: str, count: int = 1) -> list[dict[str, Any]]:
    """The events of one meeting, once this many are published."""

    async def published() -> list[dict[str, Any]]:
        found = await office.sinergi.topics.of_key(TOPIC, meeting_id)
        assert len(found) == count
        return found

    return await office.sinergi.eventually(published)


async def notices_of(office: Office, account: str) -> list[str]:
    answer = await office.sinergi.notifications.get("/inbox?limit=200", account)
    return [notice["subject"]["id"] for notice in answer.json()["items"]]


async def test_an_evaluation_and_renewal_planning_meeting_at_the_partners_place(office: Office) -> None:
    """Rapat Evaluasi dan Rencana Perpanjangan: two kinds, chaired by the partner, the facility under a Plh."""
    agreement_id = await office.draft()
    body = meeting(
        office,
        agreement_id,
        kinds=["evaluation", "renewal_planning"],
        venue="Ruang Rapat Wakil Bupati",
        host={"unit_id": office.partner_id},
        chaired_by=CHAIR,
        attendance=[
            CHAIR,
            {"unit_id": office.facility["id"], "position": "Kepala Lapas", "capacity": "daily_acting"},
            {"unit_id": office.facility["id"], "group": "Pejabat struktural", "people": 6},
        ],
        decisions=["Draf perpanjangan disusun bersama."],
        action_items=[{"task": "Menyusun draf", "owner": {"unit_id": office.partner_id}, "due_on": office.day(10)}],
        uncovered_practices=[{"field": "environment", "description": "Bank sampah"}, {"field": "package_a"}],
    )
    minutes = await show(office, await recorded(office, body), office.contact)
    assert minutes["kinds"] == ["evaluation", "renewal_planning"]
    assert minutes["host"]["organisation"] == f"Pemerintah Kabupaten Contoh {office.suffix}"
    assert minutes["chaired_by"] == CHAIR | {"unit_id": None}
    assert [seat["capacity"] for seat in minutes["attendance"]] == ["definitive", "daily_acting", None]
    assert minutes["attendance"][1]["organisation"] == office.facility["name"]
    assert minutes["attendance"][2]["people"] == 6
    assert minutes["action_items"][0]["owner"]["organisation"] == minutes["host"]["organisation"]
    assert minutes["uncovered_practices"][0] == {"field": "environment", "description": "Bank sampah"}

    [event] = await events_of(office, minutes["id"])
    assert (name(event), event["subject"]) == ("meeting.held", minutes["id"])
    data = event["data"]
    assert data["kinds"] == ["evaluation", "renewal_planning"]
    assert data["about"] == [{"kind": "agreement", "id": agreement_id}]
    assert data["host"]["id"] == office.partner_id
    assert {unit["id"] for unit in data["units"]} == {office.facility["id"], office.partner_id}
    assert (data["decisions"], data["uncovered_fields"]) == (1, ["environment", "package_a"])


async def test_a_meeting_of_two_of_our_own_facilities_without_a_partner(office: Office) -> None:
    """The talk after a study visit: no agreement, no partner; both facilities and their regions read it."""
    other = next(office.sinergi.facilities)
    there = f"officer-there-{office.suffix}"
    await office.sinergi.assign(there, "officer", "facility", other["id"])
    visit = {"kind": "visit", "id": str(uuid4())}
    present = [{"unit_id": unit["id"], "position": "Kepala"} for unit in (office.facility, other)]
    meeting_id = await recorded(office, alone(office, about=[visit], attendance=present))
    assert (await show(office, meeting_id, there))["about"] == [visit]
    assert meeting_id in await listed(office, office.reviewer, f"&about={visit['id']}")
    assert meeting_id in await listed(office, there, f"&unit={office.facility['id']}")
    problem(await office.agreements.get(f"/meetings/{meeting_id}", office.contact), 403, "out-of-scope")

    [event] = await events_of(office, meeting_id)
    assert {unit["id"] for unit in event["data"]["units"]} == {office.facility["id"], other["id"]}

    async def both_heads_are_told() -> None:
        assert any(other["name"] in subject for subject in await notices_of(office, head))

    head = f"head-there-{office.suffix}"
    await office.sinergi.assign(head, "head", "facility", other["id"])
    await office.sinergi.eventually(both_heads_are_told)


async def test_one_evaluation_meeting_about_two_agreements(office: Office) -> None:
    first, second = await asyncio.gather(
        office.draft(),
        office.draft(scope_items=[{"field": "sport", "description": "Voli", "pillar": "personality"}]),
    )
    # Covered by the first agreement, practised under the second as well.
    body = meeting(office, first, second, uncovered_practices=[{"field": "health"}])
    meeting_id = await recorded(office, body)
    for agreement_id in (first, second):
        assert await listed(office, office.officer, f"&about={agreement_id}") == [meeting_id]
    [event] = await events_of(office, meeting_id)
    assert {subject["id"] for subject in event["data"]["about"]} == {first, second}


async def test_a_coordination_meeting_before_any_document_with_three_proposals(office: Office) -> None:
    """Selong and Lombok Timur: no agreement, no date, and the proposals are the only thing that it is about."""
    proposals = [{"kind": "proposal", "id": str(uuid4())} for _ in range(3)]
    body = alone(
        office,
        kinds=["exploration", "coordination"],
        held={},
        about=proposals,
        host={"unit_id": office.partner_id},
        attendance=[
            {"unit_id": office.facility["id"], "position": "Kepala Lapas"},
            {"unit_id": office.agency_id, "position": "Kepala Dinas", "capacity": "acting"},
            {"unit_id": office.partner_id, "group": "Perangkat daerah terkait"},
        ],
        uncovered_practices=[{"field": "work_training", "description": "Pelatihan tanpa instruktur tetap"}],
    )
    meeting_id = await recorded(office, body)
    minutes = await show(office, meeting_id, office.contact)
    assert {subject["id"] for subject in minutes["about"]} == {proposal["id"] for proposal in proposals}
    assert minutes["recorded_by"] == office.facility["id"]
    assert meeting_id in await listed(office, office.contact, f"&about={proposals[1]['id']}")
    [event] = await events_of(office, meeting_id)
    assert {unit["id"] for unit in event["data"]["units"]} == {
        office.facility["id"],
        office.partner_id,
        office.agency_id,
    }

    async def the_partner_is_asked_for_no_extension() -> None:
        inbox = (await office.sinergi.notifications.get("/inbox?limit=200", office.contact)).json()["items"]
        assert any("Mohon dicarikan dasar perjanjiannya." in notice["body"]["id"] for notice in inbox)

    await office.sinergi.eventually(the_partner_is_asked_for_no_extension)


async def test_a_meeting_without_any_date_counts_as_of_its_recording(office: Office) -> None:
    """A report that gives no date at all."""
    answer = await record(office, alone(office, held={}))
    assert answer.json()["cautions"] == []
    meeting_id = answer.json()["id"]
    assert (await show(office, meeting_id))["held"] == dict.fromkeys(("edtf", "as_written", "earliest", "latest")) | {
        "certain": False
    }
    [event] = await events_of(office, meeting_id)
    assert event["time"][:10] >= office.day(-1)
    assert event["data"]["held"] == {"edtf": None, "earliest": None, "latest": None, "certain": False}


async def test_a_day_whose_year_is_unknown_is_sorted_by_the_latest_that_it_can_mean(office: Office) -> None:
    held = {"edtf": "XXXX-11-28", "as_written": "Kamis (28/11) 09.00 WIB", "weekday": "thursday"}
    answer = await record(office, alone(office, held=held))
    assert answer.json()["cautions"] == []
    before, after = await asyncio.gather(
        recorded(office, alone(office, held={"edtf": "2001"})), recorded(office, alone(office, held={}))
    )
    meeting_id = answer.json()["id"]
    assert await listed(office, office.officer) == [after, meeting_id, before]
    minutes = await show(office, meeting_id)
    assert minutes["held"]["as_written"] == "Kamis (28/11) 09.00 WIB"
    assert (minutes["held"]["earliest"], minutes["held"]["certain"]) == (None, False)
    assert minutes["held"]["latest"].endswith("-11-28")
    [event] = await events_of(office, meeting_id)
    assert not event["data"]["held"]["certain"]


async def test_the_time_of_the_event_is_the_earliest_day_of_an_uncertain_one(office: Office) -> None:
    [event] = await events_of(office, await recorded(office, alone(office, held={"edtf": "2023-01"})))
    assert event["time"].startswith("2023-01-01")
    assert event["data"]["held"] == {
        "edtf": "2023-01",
        "earliest": "2023-01-01",
        "latest": "2023-01-31",
        "certain": False,
    }


async def test_a_weekday_that_contradicts_the_date_is_a_caution(office: Office) -> None:
    answer = await record(office, alone(office, held={"edtf": "2026-01-27", "weekday": "monday"}))
    assert [caution["code"] for caution in answer.json()["cautions"]] == ["weekday_contradicts_date"]
    assert "Selasa" in answer.json()["cautions"][0]["message"]["id"]


async def test_a_partner_does_not_read_internal_minutes(office: Office) -> None:
    agreement_id = await office.signed(await office.draft())
    joint = await recorded(office, meeting(office, agreement_id))
    internal = await recorded(office, meeting(office, agreement_id, visibility="internal"))
    problem(await office.agreements.get(f"/meetings/{internal}", office.contact), 403, "out-of-scope")
    for query in ("", f"&about={agreement_id}", f"&unit={office.partner_id}"):
        assert await listed(office, office.contact, query) == [joint]
    for account in (office.officer, office.reviewer):
        assert {joint, internal} <= set(await listed(office, account, f"&about={agreement_id}"))
    [event] = await events_of(office, internal)
    assert "partner" not in {unit["kind"] for unit in event["data"]["units"]}


async def test_an_action_item_is_completed_by_its_owner_or_by_the_keepers(office: Office) -> None:
    items = [
        {"task": "Menunjuk dinas", "owner": {"unit_id": office.partner_id}},
        {"task": "Menyusun draf", "owner": {"unit_id": office.facility["id"], "position": "Kasubsi"}},
    ]
    meeting_id = await recorded(office, meeting(office, await office.draft(), action_items=items))
    theirs, ours = (item["id"] for item in (await show(office, meeting_id))["action_items"])
    done = {"completed_on": office.day(0)}

    async def complete(item: str, as_: str, body: Body = done) -> httpx2.Response:
        return await office.agreements.post(f"/action-items/{item}/completions", body, as_)

    problem(await complete(ours, office.contact), 403, "out-of-scope")
    problem(await complete(ours, office.officer, {"completed_on": office.day(1)}), 422, "day-in-the-future")
    early = {"completed_on": office.day(-4)}
    problem(await complete(ours, office.officer, early), 422, "completed-before-meeting")
    problem(await complete(str(uuid4()), office.officer), 404, "action-item-not-found")
    assert (await complete(theirs, office.contact)).headers["ETag"] == '"2"'
    problem(await complete(theirs, office.officer), 409, "wrong-state")
    assert (await complete(ours, office.officer)).status_code == 200
    assert [item["completed_on"] for item in (await show(office, meeting_id))["action_items"]] == [office.day(0)] * 2

    held, first, second = await events_of(office, meeting_id, 3)
    assert [name(event) for event in (held, first, second)] == ["meeting.held", *["meeting.action_item_completed"] * 2]
    assert [event["data"]["version"] for event in (held, first, second)] == [1, 2, 3]
    assert (first["data"]["action_item_id"], first["data"]["owner"]["id"]) == (theirs, office.partner_id)


async def items_of(office: Office, as_: str, query: str = "") -> list[str]:
    answer = await office.agreements.get(f"/action-items?limit=200{query}", as_)
    assert answer.status_code == 200, answer.text
    return [item["task"] for item in answer.json()["items"]]


async def test_action_items_are_listed_by_their_days_and_read_by_those_who_read_the_minutes(office: Office) -> None:
    ours, theirs = {"unit_id": office.facility["id"]}, {"unit_id": office.partner_id}
    items = [
        {"task": "Tanpa tenggat", "owner": ours},
        {"task": "Lewat", "owner": theirs, "due_on": office.day(-1)},
        {"task": "Besok", "owner": ours, "due_on": office.day(1)},
    ]
    agreement_id = await office.draft()
    meeting_id = await recorded(office, meeting(office, agreement_id, action_items=items))
    internal = [{"task": "Rahasia", "owner": ours, "due_on": office.day(2)}]
    await recorded(office, meeting(office, agreement_id, visibility="internal", action_items=internal))
    assert await items_of(office, office.officer) == ["Lewat", "Besok", "Rahasia", "Tanpa tenggat"]
    assert await items_of(office, office.contact) == ["Lewat", "Besok", "Tanpa tenggat"]
    assert await items_of(office, office.reviewer, f"&owner={office.partner_id}") == ["Lewat"]
    assert await items_of(office, office.officer, "&state=overdue") == ["Lewat"]
    (late, *_) = [each for each in (await show(office, meeting_id))["action_items"] if each["task"] == "Lewat"]
    done = {"completed_on": office.day(0)}
    completed = await office.agreements.post(f"/action-items/{late['id']}/completions", done, office.contact)
    assert completed.status_code == 200, completed.text
    assert await items_of(office, office.officer, "&state=completed") == ["Lewat"]
    assert "Lewat" not in await items_of(office, office.officer, "&state=open")
    elsewhere = await open_office(office.sinergi, next(office.sinergi.facilities))
    assert await items_of(office, elsewhere.officer) == []


async def test_an_item_that_is_overdue_is_announced_once_and_its_notice_closes_with_it(
    office: Office, clock: MovableClock
) -> None:
    clock.move_to(on_working_day(clock.now()))
    item = {"task": "Menunjuk dinas", "owner": {"unit_id": office.partner_id}, "due_on": office.day(-1)}
    meeting_id = await recorded(office, alone(office, action_items=[item]))
    held, overdue = await events_of(office, meeting_id, 2)
    assert [name(held), name(overdue)] == ["meeting.held", "meeting.action_item_overdue"]
    assert (overdue["data"]["owner"]["id"], overdue["data"]["due_on"]) == (office.partner_id, office.day(-1))
    assert overdue["data"]["version"] == 2
    notice = await notice_of(office.sinergi, office.contact, "action_item_overdue")
    case = (await office.agreements.get("/waiting?kind=action_item&overdue=true", office.contact)).json()["items"][0]
    done = await office.agreements.post(case["link"], {"completed_on": office.day(0)}, office.contact)
    assert done.headers["ETag"] == '"3"'
    await closed(office.sinergi, office.contact, notice["id"])
    assert len(await events_of(office, meeting_id, 3)) == 3


async def test_meetings_that_are_refused(office: Office) -> None:
    agreement_id = await office.draft()
    nowhere = str(uuid4())
    item = {"task": "Menyusun draf", "owner": {"unit_id": office.facility["id"]}, "due_on": office.day(-4)}
    refused: dict[str, Body] = {
        "day-in-the-future": {"held": {"edtf": office.day(1)}},
        "day-impossible": {"held": {"edtf": "2025-02-29"}},
        "due-before-meeting": {"action_items": [item]},
        "field-covered": {"uncovered_practices": [{"field": "health"}]},
        "field-unknown": {"uncovered_practices": [{"field": "astrology"}]},
        "unit-unknown": {"host": {"unit_id": nowhere}},
        "agreement-unknown": {"about": [{"kind": "agreement", "id": nowhere}]},
        "partner-in-internal-meeting": {"visibility": "internal", "host": {"unit_id": office.partner_id}},
    }
    for slug, change in refused.items():
        problem(await record(office, meeting(office, agreement_id) | change), 422, slug)


async def test_a_regional_office_evaluates_the_agreements_of_its_facilities(office: Office) -> None:
    """One evaluation meeting of the regional office about agreements that the facilities keep themselves."""
    offices = (await office.agreements.get("/regional-offices", office.reviewer)).json()
    kanwil = next(each["id"] for each in offices if each["code"] == office.facility["region"])
    item = {"task": "Melengkapi laporan", "owner": {"unit_id": office.facility["id"]}}
    agreements = [await office.draft(), await office.draft(title="Perjanjian kedua")]
    body = meeting(office, *agreements, recorded_by=kanwil, action_items=[item], visibility="internal")
    problem(await record(office, body), 403, "out-of-scope")
    answer = await record(office, body, office.reviewer)
    assert answer.status_code == 201, answer.text
    minutes = await show(office, answer.json()["id"])
    assert minutes["recorded_by"] == kanwil
    path = f"/action-items/{minutes['action_items'][0]['id']}/completions"
    done = await office.agreements.post(path, {"completed_on": office.day(0)}, office.officer)
    assert done.status_code == 200, done.text


async def test_a_meeting_is_about_agreements_that_concern_the_recorder(office: Office) -> None:
    """The minutes would reach the units of the other agreement, and could be the basis of additions to it."""
    elsewhere = await open_office(office.sinergi, next(office.sinergi.facilities))
    both = meeting(office, await office.draft(), await elsewhere.draft())
    problem(await record(office, both), 403, "out-of-scope")
    alone_about_the_other = meeting(office, await elsewhere.draft(), recorded_by=office.facility["id"])
    problem(await record(office, alone_about_the_other), 403, "out-of-scope")


async def test_minutes_that_name_a_partner_registered_twice(office: Office) -> None:
    """The Pemkab was registered twice: each id leads to the one that stays, before and after the merger."""
    body = {"name": f"Pemkab {office.suffix}", "category": "local_government"}
    twice = await register_partner(office.sinergi, body)
    item = {"task": "Menunjuk dinas", "owner": {"unit_id": twice}}
    named = alone(office, host={"unit_id": twice}, action_items=[item])
    before = await recorded(office, named)
    path = f"/partners/{twice}"
    tag = (await office.agreements.get(path, OPERATOR)).headers["ETag"]
    merger = {"into": office.partner_id, "reason": "Terdaftar dua kali."}
    merged = await office.agreements.post(f"{path}/mergers", merger, OPERATOR, if_match=tag)
    assert merged.status_code == 200, merged.text
    after = await recorded(office, named)
    assert (await show(office, after, office.contact))["host"]["unit_id"] == office.partner_id
    for unit in (twice, office.partner_id):
        assert set(await listed(office, office.contact, f"&unit={unit}")) == {before, after}
    [event] = await events_of(office, after)
    assert event["data"]["host"]["id"] == office.partner_id
    minutes = await show(office, before, office.contact)
    completions = f"/action-items/{minutes['action_items'][0]['id']}/completions"
    done = await office.agreements.post(completions, {"completed_on": office.day(0)}, office.contact)
    assert done.status_code == 200, done.text


async def test_a_meeting_is_recorded_by_those_who_keep_it(office: Office) -> None:
    other = next(office.sinergi.facilities)
    problem(await record(office, alone(office, recorded_by=other["id"])), 403, "out-of-scope")
    problem(await record(office, alone(office, recorded_by=office.partner_id)), 403, "out-of-scope")
    problem(await record(office, alone(office, recorded_by=None)), 422, "invalid-request")


def agreed_at(meeting_id: str) -> Body:
    """An added item that a meeting has agreed to."""
    return {**ENVIRONMENT, "ground": "meeting", "meeting_id": meeting_id}


async def test_additions_need_a_recent_meeting_or_a_reason(office: Office) -> None:
    old_id = await office.signed(await office.draft())
    problem(await office.extend(old_id, added=[ENVIRONMENT]), 422, "additions-untraced")

    async def extended(body: Body) -> httpx2.Response:
        return await office.extend(old_id, added=[agreed_at(await recorded(office, body))])

    problem(await extended(meeting(office, old_id, held={"edtf": office.day(-200)})), 422, "meeting-too-old")
    problem(await extended(meeting(office, old_id, kinds=["audience"])), 422, "meeting-of-another-kind")
    problem(await extended(meeting(office, await office.draft())), 422, "meeting-unknown")
    answer = await extended(meeting(office, old_id, kinds=["coordination", "draft_discussion"]))
    assert (answer.status_code, answer.json()["cautions"]) == (201, [])


async def test_additions_that_rest_on_a_meeting_without_a_date_have_a_caution(office: Office) -> None:
    old_id = await office.signed(await office.draft())
    meeting_id = await recorded(office, meeting(office, old_id, held={"as_written": "minggu lalu"}))
    extended = await office.extend(old_id, added=[agreed_at(meeting_id)])
    assert extended.status_code == 201, extended.text
    assert [caution["code"] for caution in extended.json()["cautions"]] == ["meeting_day_uncertain"]


async def test_an_added_scope_item_is_traced_to_its_meeting(office: Office) -> None:
    """The practice that the evaluation meeting found is covered by the extension; its notice closes with that."""
    old_id = await office.signed(await office.draft())
    practice = {"field": "environment", "description": "Bank sampah"}
    meeting_id = await recorded(office, meeting(office, old_id, uncovered_practices=[practice]))

    async def notices() -> list[Body]:
        inbox = (await office.sinergi.notifications.get("/inbox?limit=200", office.officer)).json()["items"]
        return [notice for notice in inbox if notice["subject"]["id"].startswith("Belum tercakup perjanjian")]

    async def is_open() -> None:
        assert [notice["closed_at"] for notice in await notices()] == [None]

    await office.sinergi.eventually(is_open)
    extended = await office.extend(old_id, added=[agreed_at(meeting_id)])
    assert extended.status_code == 201, extended.text
    new_id = await office.signed(extended.json()["id"])

    events = await published(office, old_id, "agreement.scope_extended")
    [data] = [each["data"] for each in events if name(each) == "agreement.scope_extended"]
    assert data["agreement_id"] == new_id
    assert [item["field"] for item in data["added"]] == ["environment"]
    assert [(each["ground"], each["meeting_id"]) for each in data["additions"]] == [("meeting", meeting_id)]

    async def is_closed() -> None:
        assert all(notice["closed_at"] for notice in await notices())

    await office.sinergi.eventually(is_closed)


async def correct(office: Office, meeting_id: str, body: Body, version: int, as_: str | None = None) -> httpx2.Response:
    path = f"/meetings/{meeting_id}/corrections"
    return await office.agreements.post(path, body, as_ or office.officer, if_match=f'"{version}"')


async def test_minutes_are_corrected_with_a_reason_and_stay_readable_as_they_were(
    office: Office, any_office: Office
) -> None:
    agreement_id = await office.draft()
    ours = {"unit_id": office.facility["id"]}
    items = [{"task": task, "owner": ours} for task in ("Menyusun draf", "Mengirim surat", "Menyiapkan aula")]
    body = meeting(office, agreement_id, venue="Aula", decisions=["Dilanjutkan."], action_items=items)
    meeting_id = await recorded(office, body)
    wrong = await show(office, meeting_id)
    done, kept, _ = (item["id"] for item in wrong["action_items"])
    day = {"completed_on": office.day(0)}
    assert (await office.agreements.post(f"/action-items/{done}/completions", day, office.officer)).is_success
    right = {name: body[name] for name in ("kinds", "held", "decisions")}
    right |= {"venue": "Ruang Rapat", "reason": "Tempat dan tindak lanjut keliru."}
    right["action_items"] = [{"id": kept, "task": "Mengirim undangan", "owner": ours}, items[1]]
    problem(await correct(office, meeting_id, right, 2, any_office.officer), 403, "out-of-scope")
    problem(await correct(office, meeting_id, right, 2, office.contact), 403, "not-permitted")
    problem(await correct(office, meeting_id, right, 1), 412, "version-stale")
    unknown = right | {"action_items": [{"id": done, "task": "Menyusun draf", "owner": ours}]}
    problem(await correct(office, meeting_id, unknown, 2), 422, "action-item-unknown")
    answer = await correct(office, meeting_id, right, 2)
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"3"'), answer.text

    found = await show(office, meeting_id)
    assert (found["venue"], found["about"], found["version"]) == ("Ruang Rapat", wrong["about"], 3)
    tasks = [(item["task"], bool(item["completed_on"])) for item in found["action_items"]]
    assert tasks == [("Menyusun draf", True), ("Mengirim undangan", False), ("Mengirim surat", False)]
    path = f"/meetings/{meeting_id}/corrections"
    (listed_,) = (await office.agreements.get(path, office.contact)).json()["corrections"]
    assert (listed_["version"], listed_["reason"]) == (3, right["reason"])
    before = (await office.agreements.get(f"{path}/3", office.reviewer)).json()["before"]
    assert (before["venue"], before["version"], len(before["action_items"])) == ("Aula", 2, 3)
    problem(await office.agreements.get(f"{path}/2", office.officer), 404, "correction-not-found")
    paper = (await office.agreements.get(f"/meetings/{meeting_id}/minutes", office.officer)).content
    assert joined("Notula ini memuat ralat tanggal") in "".join(lines_of_word(paper))
    first, _, corrected = await events_of(office, meeting_id, 3)
    assert (name(corrected), corrected["data"]["corrects"]) == ("meeting.held.corrected", first["id"])
    assert corrected["data"]["removed_action_items"] == [wrong["action_items"][2]["id"]]
