from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.agreements.meetings.model.meeting import (
    HELD,
    DueBeforeMeeting,
    FieldCovered,
    Meeting,
    PartnerInInternalMeeting,
    RecorderNotOurs,
)
from services.agreements.meetings.model.parts import (
    ActionItem,
    ActionItemUnknown,
    Attendance,
    CompletedBeforeMeeting,
    Organisation,
    Owner,
    Subject,
    UncoveredPractice,
)
from services.agreements.register.model.units import Unit
from shared.values.capabilities import Scope
from shared.values.ids import new_id
from shared.values.refusals import DayInTheFuture, WrongState
from shared.values.reported_days import ReportedDay, reported_day
from tests.unit.agreements.examples import a_partner

HELD_ON = date(2026, 1, 27)
TODAY = date(2026, 2, 10)
FACILITY = Unit(id=new_id(), kind="facility", name="Lapas Contoh", region="JATENG", zone="Asia/Jakarta")
OFFICE = Unit(id=new_id(), kind="regional_office", name="Kanwil Contoh", region="JATENG", zone="Asia/Jakarta")
PARTNER = Unit(id=new_id(), kind="partner", name="Pemerintah Kabupaten Contoh", region=None, zone=None)
UNITS = {unit.id: unit for unit in (FACILITY, OFFICE, PARTNER)}


def held(edtf: str | None) -> ReportedDay:
    return reported_day(edtf, None, TODAY, HELD)


def a_meeting(**changes: Any) -> Meeting:
    return Meeting(**{"id": new_id(), "kinds": ("evaluation",), "held": held("2026-01-27")} | changes)


def due(day: date | None, edtf: str | None = "2026-01-27") -> Meeting:
    item = ActionItem(id=new_id(), task="Menyusun draf", owner=Owner(unit_id=FACILITY.id), due_on=day)
    return a_meeting(action_items=(item,), held=held(edtf))


def uncovered(*fields: str) -> Meeting:
    return a_meeting(uncovered_practices=tuple(UncoveredPractice(field=field) for field in fields))


@pytest.mark.parametrize(
    "meeting", [due(HELD_ON), due(None), due(date(2020, 1, 1), None), due(date(2026, 1, 1), "2026-01")]
)
def test_an_action_item_is_due_after_the_meeting(meeting: Meeting) -> None:
    meeting.check([], ())


@pytest.mark.parametrize("meeting", [due(date(2026, 1, 26)), due(date(2025, 12, 31), "2026-01")])
def test_an_action_item_cannot_be_due_before_the_earliest_day(meeting: Meeting) -> None:
    with pytest.raises(DueBeforeMeeting):
        meeting.check([], ())


def test_a_covered_field_cannot_be_noted_as_uncovered() -> None:
    meeting = uncovered("environment", "health")
    meeting.check([{"sport"}], ())
    with pytest.raises(FieldCovered, match="health"):
        meeting.check([{"health", "sport"}], ())


def test_a_field_that_one_of_two_agreements_covers_may_be_uncovered_in_the_other() -> None:
    uncovered("health").check([{"health"}, {"sport"}], ())
    with pytest.raises(FieldCovered):
        uncovered("health").check([{"health"}, {"health", "sport"}], ())


def test_a_meeting_about_no_agreement_may_note_any_practice() -> None:
    uncovered("health").check([], ())


def test_an_internal_meeting_names_no_partner() -> None:
    a_meeting(visibility="internal").check([], (FACILITY, OFFICE))
    a_meeting(visibility="joint").check([], (FACILITY, PARTNER))
    with pytest.raises(PartnerInInternalMeeting, match="Pemerintah Kabupaten Contoh"):
        a_meeting(visibility="internal").check([], (FACILITY, PARTNER))


def test_an_individual_in_an_internal_meeting_is_not_named_by_the_refusal() -> None:
    person = a_partner(name="Ustaz Contoh", category="individual")
    with pytest.raises(PartnerInInternalMeeting) as refused:
        a_meeting(visibility="internal").check([], (FACILITY, person))
    assert "Ustaz" not in str(refused.value)


def test_a_partner_keeps_no_minutes() -> None:
    a_meeting(recorded_by=OFFICE.id).check([], (OFFICE, PARTNER))
    with pytest.raises(RecorderNotOurs):
        a_meeting(recorded_by=PARTNER.id).check([], (PARTNER,))


def test_the_units_in_the_minutes() -> None:
    meeting = a_meeting(
        recorded_by=OFFICE.id,
        host=Organisation(unit_id=PARTNER.id),
        attendance=(
            Attendance(unit_id=FACILITY.id, group="Pejabat struktural"),
            Attendance(organisation="Sekretariat Daerah", group="Staf"),
        ),
    )
    assert meeting.unit_ids == {OFFICE.id, PARTNER.id, FACILITY.id}


def test_a_registered_unit_gets_its_name_unless_another_one_is_written() -> None:
    organisations = (Organisation(unit_id=FACILITY.id), Organisation(unit_id=FACILITY.id, organisation="Lapas Lama"))
    assert [each.named(UNITS).organisation for each in organisations] == ["Lapas Contoh", "Lapas Lama"]
    assert Organisation(organisation="Polsek").named(UNITS).organisation == "Polsek"
    named = due(None).model_copy(update={"host": organisations[0], "attendance": ()}).named(UNITS)
    assert named.host
    assert [named.host.organisation, named.action_items[0].owner.organisation] == ["Lapas Contoh", "Lapas Contoh"]


def test_the_agreements_among_the_things_that_it_is_about() -> None:
    agreement, visit = UUID(int=1), UUID(int=2)
    about = (Subject(kind="agreement", id=agreement), Subject(kind="visit", id=visit))
    assert a_meeting(about=about).agreement_ids == (agreement,)


def test_a_weekday_that_contradicts_the_date_is_a_caution_in_both_languages() -> None:
    assert a_meeting().cautions(None) == a_meeting().cautions("tuesday") == ()
    assert a_meeting(held=held("XXXX-11-28")).cautions("thursday") == ()
    [caution] = a_meeting().cautions("monday")
    assert "27 Januari 2026 adalah hari Selasa, bukan Senin" in caution.message.id
    assert "27 January 2026 is a Tuesday, not a Monday" in caution.message.en


def test_an_action_item_is_completed_once_and_not_in_the_future() -> None:
    [item] = due(None).action_items
    item.check_completion(TODAY, HELD_ON, TODAY)
    with pytest.raises(DayInTheFuture):
        item.check_completion(date(2026, 2, 11), HELD_ON, TODAY)
    with pytest.raises(WrongState):
        item.model_copy(update={"completed_on": TODAY}).check_completion(TODAY, HELD_ON, TODAY)


def test_an_action_item_is_not_completed_before_the_earliest_day_of_its_meeting() -> None:
    [item] = due(None).action_items
    item.check_completion(HELD_ON, HELD_ON, TODAY)
    item.check_completion(date(2020, 1, 1), None, TODAY)
    with pytest.raises(CompletedBeforeMeeting):
        item.check_completion(date(2026, 1, 26), HELD_ON, TODAY)


@pytest.mark.parametrize(
    ("unit", "scope"),
    [
        (FACILITY, Scope(facilities=frozenset({FACILITY.id}))),
        (OFFICE, Scope(regions=frozenset({"JATENG"}))),
        (PARTNER, Scope(partners=frozenset({PARTNER.id}))),
    ],
)
def test_the_scope_of_a_unit(unit: Unit, scope: Scope) -> None:
    assert unit.scope == scope


def an_action_item(**changes: Any) -> ActionItem:
    return ActionItem(**{"id": new_id(), "task": "Menyusun draf", "owner": Owner(unit_id=FACILITY.id)} | changes)


def test_a_correction_replaces_the_minutes_and_keeps_what_they_are_about_and_what_is_completed() -> None:
    done, moved, removed = an_action_item(completed_on=TODAY), an_action_item(), an_action_item()
    about = (Subject(kind="agreement", id=new_id()),)
    before = a_meeting(about=about, visibility="internal", recorded_by=FACILITY.id, action_items=(done, moved, removed))
    later, added = moved.model_copy(update={"due_on": date(2026, 3, 1)}), an_action_item(task="Mengirim surat")
    content = a_meeting(kinds=("coordination",), decisions=("Diperpanjang.",), action_items=(later, added))
    found = before.corrected(content, [moved.id])
    assert (found.id, found.about, found.visibility, found.recorded_by) == (before.id, about, "internal", FACILITY.id)
    assert (found.kinds, found.decisions, found.version) == (("coordination",), ("Diperpanjang.",), 2)
    assert found.action_items == (done, later, added)


def test_a_correction_changes_open_action_items_of_its_meeting_only() -> None:
    done = an_action_item(completed_on=TODAY)
    for unknown in (done.id, new_id()):
        with pytest.raises(ActionItemUnknown):
            a_meeting(action_items=(done,)).corrected(a_meeting(), [unknown])


def test_a_correction_moves_no_meeting_behind_its_completed_items() -> None:
    before = a_meeting(action_items=(an_action_item(completed_on=HELD_ON),))
    before.corrected(a_meeting(), []).check([], ())
    with pytest.raises(CompletedBeforeMeeting):
        before.corrected(a_meeting(held=held("2026-01-28")), []).check([], ())


def test_a_field_that_was_noted_before_may_be_covered_by_now() -> None:
    corrected = a_meeting().corrected(uncovered("environment", "health"), [])
    corrected.check([{"environment"}], (), noted=["environment"])
    with pytest.raises(FieldCovered):
        corrected.check([{"environment", "health"}], (), noted=["environment"])
