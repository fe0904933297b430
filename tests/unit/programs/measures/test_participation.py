"""The measure of participation as it may be read, from exact rows."""

from typing import Any

from services.programs.measures.model.period import Period
from services.programs.measures.queries.participation import participation_of
from services.programs.months.model.month import Month

PERIOD = Period(Month(2026, 1), Month(2026, 6))
NONE = {"sessions": 4, "open_sessions": 0, "audience": 0, "concurrent": 0, "facilities": 1, "months": 6}
NONE |= {"active_months": 2, "nihil_months": 1, "silent_months": 3}


def row(unit: str | None, participants: int, **changed: int) -> dict[str, Any]:
    marks = {"participants": participants, "present": 4 * participants, "absent": participants}
    return {"unit": unit, "name": f"Lapas Contoh {unit}", "enrolments": participants, **NONE, **marks, **changed}


def test_marks_and_enrolments_are_withheld_with_the_participants() -> None:
    rows = [row("A", 3), row("B", 9), row("C", 20), row(None, 32)]
    found = participation_of(PERIOD, "facility", rows)
    assert [each.participants for each in found.rows] == [None, None, 20]
    assert [(each.present, each.marks, each.enrolments) for each in found.rows] == [
        (None, None, None),
        (None, None, None),
        (80, 100, 20),
    ]
    assert [each.sessions for each in found.rows] == [4, 4, 4]
    assert (found.total.participants, found.total.marks) == (32, 160)
    assert (found.first_month, found.last_month) == ("2026-01", "2026-06")


def test_concurrent_enrolments_and_audiences_are_withheld_by_themselves() -> None:
    rows = [row("A", 30, concurrent=2, audience=3), row("B", 40), row(None, 70, concurrent=2, audience=3)]
    found = participation_of(PERIOD, "facility", rows)
    assert [(each.participants, each.concurrent, each.audience) for each in (*found.rows, found.total)] == [
        (30, None, None),
        (40, 0, 0),
        (70, None, None),
    ]


def test_marks_wait_until_their_participants_are_known() -> None:
    rows = [row("A", 0, present=12, absent=3), row(None, 0, present=12, absent=3)]
    found = participation_of(PERIOD, "facility", rows)
    assert [(each.participants, each.present) for each in (*found.rows, found.total)] == [(None, None), (None, None)]
