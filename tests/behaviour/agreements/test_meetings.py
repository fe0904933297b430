"""Meetings about an agreement."""

from typing import Any

from tests.behaviour.office import Office, problem

CHAIR = {"position": "Kepala Bagian Kerja Sama", "organisation": "Sekretariat Daerah"}


def meeting(office: Office, agreement_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "agreement_id": agreement_id,
        "kind": "evaluation",
        "held_on": office.day(-3),
        "venue": "Ruang Rapat Wakil Bupati",
        "venue_owner": "Pemerintah Kabupaten Contoh",
        "host": "Pemerintah Kabupaten Contoh",
        "chaired_by": CHAIR,
        "attendance": [
            CHAIR,
            {"position": "Kepala Lapas", "organisation": "Lapas Contoh", "capacity": "daily_acting"},
        ],
        "decisions": ["Draf perpanjangan disusun bersama."],
        "action_items": [{"task": "Menyusun draf", "owner": CHAIR, "due_on": office.day(10)}],
        "uncovered_fields": ["environment", "package_a"],
    } | changes


async def test_a_meeting_is_recorded_and_shown(office: Office) -> None:
    agreement_id = await office.draft()
    answer = await office.agreements.post("/meetings", meeting(office, agreement_id), office.officer)
    assert answer.status_code == 201, answer.text
    assert answer.json()["cautions"] == []
    read = (await office.agreements.get(answer.headers["Location"], office.contact)).json()
    assert read["chaired_by"] == CHAIR
    assert [seat["capacity"] for seat in read["attendance"]] == ["definitive", "daily_acting"]
    assert read["action_items"][0]["owner"] == CHAIR
    assert read["uncovered_fields"] == ["environment", "package_a"]


async def test_a_weekday_that_contradicts_the_date_is_a_caution(office: Office) -> None:
    body = meeting(office, await office.draft(), held_on="2026-01-27", weekday="monday")
    answer = await office.agreements.post("/meetings", body, office.officer)
    assert [caution["code"] for caution in answer.json()["cautions"]] == ["weekday_contradicts_date"]
    assert "Selasa" in answer.json()["cautions"][0]["message"]["id"]


async def test_meetings_that_are_refused(office: Office) -> None:
    agreement_id = await office.draft()
    late = [{"task": "Menyusun draf", "owner": CHAIR, "due_on": office.day(-4)}]
    changes: dict[str, dict[str, Any]] = {
        "day-in-the-future": {"held_on": office.day(1)},
        "due-before-meeting": {"action_items": late},
        "field-covered": {"uncovered_fields": ["health"]},
        "field-unknown": {"uncovered_fields": ["astrology"]},
    }
    for slug, change in changes.items():
        body = meeting(office, agreement_id, **change)
        problem(await office.agreements.post("/meetings", body, office.officer), 422, slug)


async def test_additions_need_a_recent_meeting_or_a_reason(office: Office) -> None:
    old_id = await office.signed(await office.draft())
    added = [{"field": "environment", "description": "Pengelolaan sampah", "pillar": "independence"}]
    problem(await office.extend(old_id, added=added), 422, "additions-untraced")

    stale = await office.agreements.post("/meetings", meeting(office, old_id, held_on=office.day(-200)), office.officer)
    problem(await office.extend(old_id, added=added, additions_agreed_at=stale.json()["id"]), 422, "meeting-too-old")

    elsewhere = await office.agreements.post("/meetings", meeting(office, await office.draft()), office.officer)
    foreign = await office.extend(old_id, added=added, additions_agreed_at=elsewhere.json()["id"])
    problem(foreign, 422, "meeting-unknown")

    recent = await office.agreements.post("/meetings", meeting(office, old_id), office.officer)
    extended = await office.extend(old_id, added=added, additions_agreed_at=recent.json()["id"])
    assert extended.status_code == 201, extended.text
