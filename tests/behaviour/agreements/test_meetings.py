"""Meetings about an agreement."""

from typing import Any

from tests.behaviour.agreements.desk import Desk, problem

CHAIR = {"position": "Kepala Bagian Kerja Sama", "organisation": "Sekretariat Daerah"}


def meeting(desk: Desk, agreement_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "agreement_id": agreement_id,
        "kind": "evaluation",
        "held_on": desk.day(-3),
        "venue": "Ruang Rapat Wakil Bupati",
        "venue_owner": "Pemerintah Kabupaten Contoh",
        "host": "Pemerintah Kabupaten Contoh",
        "chaired_by": CHAIR,
        "attendance": [
            CHAIR,
            {"position": "Kepala Lapas", "organisation": "Lapas Contoh", "capacity": "daily_acting"},
        ],
        "decisions": ["Draf perpanjangan disusun bersama."],
        "action_items": [{"task": "Menyusun draf", "owner": CHAIR, "due_on": desk.day(10)}],
        "uncovered_fields": ["environment", "package_a"],
    } | changes


async def test_a_meeting_is_recorded_and_shown(desk: Desk) -> None:
    agreement_id = await desk.drafted()
    answer = await desk.sinergi.agreements.post("/meetings", meeting(desk, agreement_id), desk.officer)
    assert answer.status_code == 201, answer.text
    assert answer.json()["cautions"] == []
    read = (await desk.sinergi.agreements.get(answer.headers["Location"], desk.contact)).json()
    assert read["chaired_by"] == CHAIR
    assert [seat["capacity"] for seat in read["attendance"]] == ["definitive", "daily_acting"]
    assert read["action_items"][0]["owner"] == CHAIR
    assert read["uncovered_fields"] == ["environment", "package_a"]


async def test_a_weekday_that_contradicts_the_date_is_a_caution(desk: Desk) -> None:
    body = meeting(desk, await desk.drafted(), held_on="2026-01-27", weekday="monday")
    answer = await desk.sinergi.agreements.post("/meetings", body, desk.officer)
    assert [caution["code"] for caution in answer.json()["cautions"]] == ["weekday_contradicts_date"]
    assert "Selasa" in answer.json()["cautions"][0]["message"]["id"]


async def test_meetings_that_are_refused(desk: Desk) -> None:
    agreement_id = await desk.drafted()
    late = [{"task": "Menyusun draf", "owner": CHAIR, "due_on": desk.day(-4)}]
    for slug, change in {
        "day-in-the-future": {"held_on": desk.day(1)},
        "due-before-meeting": {"action_items": late},
        "field-covered": {"uncovered_fields": ["health"]},
        "field-unknown": {"uncovered_fields": ["astrology"]},
    }.items():
        body = meeting(desk, agreement_id, **change)
        problem(await desk.sinergi.agreements.post("/meetings", body, desk.officer), 422, slug)


async def test_additions_need_a_recent_meeting_or_a_reason(desk: Desk) -> None:
    old_id = await desk.signed(await desk.drafted())
    added = [{"field": "environment", "description": "Pengelolaan sampah", "pillar": "independence"}]
    problem(await desk.extend(old_id, added=added), 422, "additions-untraced")

    stale = await desk.sinergi.agreements.post("/meetings", meeting(desk, old_id, held_on=desk.day(-200)), desk.officer)
    problem(await desk.extend(old_id, added=added, additions_agreed_at=stale.json()["id"]), 422, "meeting-too-old")

    elsewhere = await desk.sinergi.agreements.post("/meetings", meeting(desk, await desk.drafted()), desk.officer)
    foreign = await desk.extend(old_id, added=added, additions_agreed_at=elsewhere.json()["id"])
    problem(foreign, 422, "meeting-unknown")

    recent = await desk.sinergi.agreements.post("/meetings", meeting(desk, old_id), desk.officer)
    extended = await desk.extend(old_id, added=added, additions_agreed_at=recent.json()["id"])
    assert extended.status_code == 201, extended.text
