"""The numbers of a monthly report: exact for the facility, without small groups for others."""

from datetime import date
from typing import Any
from uuid import UUID

from services.programs.months.model.month import Month
from services.programs.reports.model import due_days, figures_of
from shared.values.texts import Text


def row(number: int, participants: int) -> dict[str, Any]:
    marks = {"participants": participants, "present": participants, "marks": participants + 1, "audience": 0}
    counts = {"sessions": 1, "cancelled": 0, "minutes": 90, **marks}
    named = {"name": f"Program {number}", "title": Text("Batik", "Batik"), "pillar": None}
    return {"program_id": UUID(int=number), **named, **counts}


ROWS, TOTAL = [row(1, 3), row(2, 12), row(3, 30)], row(9, 45)


def test_the_facility_has_its_exact_numbers() -> None:
    programs, total = figures_of(ROWS, TOTAL, inside=True)
    assert [each.participants for each in (*programs, total)] == [3, 12, 30, 45]


def test_others_have_no_small_group_and_none_that_gives_it_away() -> None:
    programs, total = figures_of(ROWS, TOTAL, inside=False)
    assert [each.participants for each in (*programs, total)] == [None, None, 30, 45]
    assert [each.marks for each in (*programs, total)] == [None, None, 31, 46]
    assert [each.sessions for each in programs] == [1, 1, 1]


def test_it_is_due_in_the_region_first() -> None:
    assert due_days(Month(2026, 12)) == (date(2027, 1, 5), date(2027, 1, 10))
