from datetime import date
from typing import Any

import pytest

from services.agreements.meetings.model import (
    ActionItem,
    DueBeforeMeeting,
    FieldCovered,
    Meeting,
    Seat,
)
from shared.values.ids import new_id
from shared.values.refusals import DayInTheFuture

HELD_ON = date(2026, 1, 27)
CHAIR = Seat(position="Kepala Bagian Kerja Sama", organisation="Sekretariat Daerah")


def a_meeting(**changes: Any) -> Meeting:
    return Meeting(
        **{
            "id": new_id(),
            "agreement_id": new_id(),
            "kind": "evaluation",
            "held_on": HELD_ON,
            "venue": "Ruang Rapat",
            "venue_owner": "Pemerintah Kabupaten Contoh",
            "host": "Pemerintah Kabupaten Contoh",
            "chaired_by": CHAIR,
        }
        | changes
    )


def test_a_meeting_is_recorded_on_its_day_at_the_earliest() -> None:
    a_meeting().check(HELD_ON, set())
    with pytest.raises(DayInTheFuture):
        a_meeting().check(date(2026, 1, 26), set())


def test_an_action_item_is_due_after_the_meeting() -> None:
    def due(day: date | None) -> Meeting:
        return a_meeting(action_items=(ActionItem(id=new_id(), task="Menyusun draf", owner=CHAIR, due_on=day),))

    due(HELD_ON).check(HELD_ON, set())
    due(None).check(HELD_ON, set())
    with pytest.raises(DueBeforeMeeting):
        due(date(2026, 1, 26)).check(HELD_ON, set())


def test_a_covered_field_cannot_be_noted_as_uncovered() -> None:
    meeting = a_meeting(uncovered_fields=("environment", "health"))
    meeting.check(HELD_ON, {"sport"})
    with pytest.raises(FieldCovered, match="health"):
        meeting.check(HELD_ON, {"health", "sport"})


def test_a_weekday_that_contradicts_the_date_is_a_caution_in_both_languages() -> None:
    assert a_meeting().cautions(None) == a_meeting().cautions("tuesday") == ()
    [caution] = a_meeting().cautions("monday")
    assert "27 Januari 2026 adalah hari Selasa, bukan Senin" in caution.message.id
    assert "27 January 2026 is a Tuesday, not a Monday" in caution.message.en
