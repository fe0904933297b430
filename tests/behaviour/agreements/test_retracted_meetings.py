"""The record of a meeting is retracted: what it left to do ends, and what was signed stays."""

import httpx2

from tests.behaviour.agreements.published import name
from tests.behaviour.agreements.test_meetings import events_of, meeting, record, recorded, show
from tests.behaviour.office import ENVIRONMENT, Office, problem
from tests.behaviour.waiting.test_notices import closed, notice_of
from tests.behaviour.waiting.waiting_list import kinds

REASON = {"reason": "Rapat ini tercatat dua kali."}


async def retract(office: Office, meeting_id: str, version: int = 1, as_: str | None = None) -> httpx2.Response:
    path = f"/meetings/{meeting_id}/retractions"
    return await office.agreements.post(path, REASON, as_ or office.officer, if_match=f'"{version}"')


async def test_a_retracted_meeting_leaves_nothing_to_do_and_stays_readable(office: Office, any_office: Office) -> None:
    agreement_id = await office.signed(await office.draft())
    ours = {"unit_id": office.facility["id"]}
    items = [{"task": task, "owner": ours} for task in ("Menyusun draf", "Mengirim surat")]
    body = meeting(office, agreement_id, action_items=items, uncovered_practices=[{"field": "environment"}])
    meeting_id = await recorded(office, body)
    before = await show(office, meeting_id)
    done, open_ = (item["id"] for item in before["action_items"])
    day = {"completed_on": office.day(0)}
    assert (await office.agreements.post(f"/action-items/{done}/completions", day, office.officer)).is_success
    notice = await notice_of(office.sinergi, office.contact, "practised_but_uncovered")
    assert "uncovered_practice" in await kinds(office.agreements, office.officer, agreement_id)

    problem(await retract(office, meeting_id, 2, any_office.officer), 403, "out-of-scope")
    problem(await retract(office, meeting_id, 2, office.contact), 403, "not-permitted")
    problem(await retract(office, meeting_id, 1), 412, "version-stale")
    answer = await retract(office, meeting_id, 2)
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"3"'), answer.text
    problem(await retract(office, meeting_id, 3), 409, "minutes-retracted")

    found = await show(office, meeting_id, office.contact)
    assert found["retracted_at"] is not None
    assert ([item["id"] for item in found["action_items"]], found["uncovered_practices"]) == ([done], [])
    assert "uncovered_practice" not in await kinds(office.agreements, office.officer, agreement_id)
    completing = await office.agreements.post(f"/action-items/{open_}/completions", day, office.officer)
    problem(completing, 404, "action-item-not-found")
    corrections = await office.agreements.get(f"/meetings/{meeting_id}/corrections", office.reviewer)
    (kept,) = corrections.json()["corrections"]
    assert (kept["version"], kept["reason"]) == (3, REASON["reason"])
    minutes = await office.agreements.get(f"/meetings/{meeting_id}/minutes", office.officer)
    problem(minutes, 409, "minutes-retracted")
    as_it_was = await office.agreements.get(f"/meetings/{meeting_id}/corrections/3", office.officer)
    assert len(as_it_was.json()["before"]["action_items"]) == 2
    (listed,) = (await office.agreements.get(f"/meetings?about={agreement_id}", office.officer)).json()["items"]
    assert listed["retracted"]

    held, _, retracted = await events_of(office, meeting_id, 3)
    assert (name(retracted), retracted["data"]["corrects"]) == ("meeting.held.retracted", held["id"])
    assert (retracted["data"]["removed_action_items"], retracted["data"]["uncovered_fields"]) == ([open_], [])
    await closed(office.sinergi, office.contact, notice["id"])
    told = await notice_of(office.sinergi, office.contact, "meeting_retracted")
    assert REASON["reason"] not in told["body"]["id"]


async def test_a_meeting_on_which_a_draft_rests_is_not_retracted(office: Office) -> None:
    agreement_id = await office.signed(await office.draft())
    meeting_id = await recorded(office, meeting(office, agreement_id))
    kept = [item["id"] for item in (await office.show(agreement_id))["scope_items"]]
    added = [{**ENVIRONMENT, "ground": "meeting", "meeting_id": meeting_id}]
    extension = (await office.extend(agreement_id, kept=kept, added=added)).json()["id"]
    refused = problem(await retract(office, meeting_id), 409, "meeting-has-uses")
    assert (await office.show(extension))["title"] in str(refused["detail"])
    await office.perform(extension, "withdrawals", {"reason": "Mitra menunda."})
    assert (await retract(office, meeting_id)).status_code == 200
    # Nothing new rests on it.
    problem(await office.extend(agreement_id, kept=kept, added=added), 422, "meeting-unknown")


async def test_a_signed_agreement_stays_after_its_meeting_is_retracted(office: Office) -> None:
    agreement_id = await office.signed(await office.draft())
    meeting_id = await recorded(office, meeting(office, agreement_id))
    kept = [item["id"] for item in (await office.show(agreement_id))["scope_items"]]
    added = [{**ENVIRONMENT, "ground": "meeting", "meeting_id": meeting_id}]
    extension = await office.signed((await office.extend(agreement_id, kept=kept, added=added)).json()["id"])
    assert (await retract(office, meeting_id)).status_code == 200
    grounds = [item["meeting_id"] for item in (await office.show(extension))["scope_items"]]
    assert grounds == [*[None] * len(kept), meeting_id]


async def test_a_proposal_names_no_retracted_meeting(office: Office) -> None:
    meeting_id = await recorded(office, meeting(office, await office.draft()))
    assert (await retract(office, meeting_id)).status_code == 200
    sides = {"made_by": office.facility["id"], "made_to": office.partner_id, "meeting_id": meeting_id}
    proposal = {"kind": "other", "title": "Pengajar keterampilan", "proposed": {"edtf": office.day(0)}} | sides
    problem(await office.agreements.post("/proposals", proposal, office.officer), 409, "minutes-retracted")
    again = await record(office, meeting(office, await office.draft()))
    assert again.status_code == 201
