"""Clashes: the same time, and a place, an instructor or participants that two sessions share."""

from dataclasses import replace
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest

from services.programs.instructors.model import Instructor, InstructorFacts
from services.programs.schedule.model.clashes import Slot, clashes_between, without_permit
from tests.unit.programs.examples import AGENCY

DAY = date(2026, 3, 9)
FIRST, SECOND = UUID(int=61), UUID(int=62)
TEACHER = UUID(int=71)
SLOT = Slot(UUID(int=1), DAY, time(9), 90, "aula", FIRST, frozenset({TEACHER}))
OTHER = Slot(UUID(int=2), DAY, time(10), 60, "bengkel", SECOND, frozenset())
ENROLLED = {FIRST: [UUID(int=81), UUID(int=82)], SECOND: [UUID(int=83)]}


def found(slot: Slot, other: Slot, enrolled: Any = None) -> list[tuple[str, int]]:
    clashes = clashes_between([slot], [slot, other], ENROLLED if enrolled is None else enrolled)
    return [(each.kind, each.number) for each in clashes]


def test_sessions_that_share_nothing_do_not_clash() -> None:
    assert found(SLOT, OTHER) == []


def test_one_place_takes_one_session_at_a_time() -> None:
    assert found(SLOT, replace(OTHER, venue_key="aula")) == [("venue", 1)]


def test_one_instructor_teaches_one_session_at_a_time() -> None:
    assert found(SLOT, replace(OTHER, instructors=SLOT.instructors)) == [("instructor", 1)]


def test_participants_who_are_in_both_cohorts_are_counted() -> None:
    assert found(SLOT, OTHER, {FIRST: ENROLLED[FIRST], SECOND: [UUID(int=82), UUID(int=81)]}) == [("participants", 2)]
    assert found(replace(SLOT, cohort_id=None), replace(OTHER, cohort_id=None)) == []


@pytest.mark.parametrize(
    ("starts_at", "minutes", "overlaps"),
    [(time(10, 30), 30, False), (time(10, 29), 30, True), (time(8), 60, False), (time(8), 61, True)],
)
def test_sessions_one_after_the_other_do_not_clash(starts_at: time, minutes: int, overlaps: bool) -> None:
    other = replace(OTHER, venue_key="aula", starts_at=starts_at, minutes=minutes)
    assert bool(found(SLOT, other)) is overlaps
    assert bool(found(other, SLOT)) is overlaps


def test_a_session_past_midnight_clashes_with_the_next_morning() -> None:
    night = replace(SLOT, starts_at=time(23), minutes=120)
    assert found(night, replace(OTHER, planned_on=date(2026, 3, 10), starts_at=time(0, 30), venue_key="aula"))


def test_the_gate_is_asked_for_each_instructor() -> None:
    stranger = Instructor(TEACHER, UUID(int=5), 1, InstructorFacts(AGENCY, "Penyuluh", None, None))
    (clash,) = without_permit([SLOT], {TEACHER: stranger})
    assert (clash.kind, clash.other_id) == ("permit", None)
    assert "9 Maret 2026 izin masuk 1 pengajar" in clash.message.id
    staff = stranger.change(replace(stranger.facts, organisation=None))
    assert without_permit([SLOT], {TEACHER: staff}) == []
