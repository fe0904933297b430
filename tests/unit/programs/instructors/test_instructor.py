"""The instructor: the gate lets in staff, and others with a valid permit."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.programs.instructors.model import (
    Instructor,
    InstructorFacts,
    Permit,
    PermitEndsBeforeItBegins,
)
from tests.unit.programs.examples import AGENCY

PERMIT = Permit("IM-2026/031", date(2026, 3, 1), date(2026, 8, 31))
FACTS = InstructorFacts(AGENCY, "Penyuluh", None, PERMIT)
INSTRUCTOR = Instructor(UUID(int=1), UUID(int=2), 3, FACTS)


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 8, 31), True),
        (date(2026, 9, 1), False),
    ],
)
def test_a_permit_is_valid_on_its_days(day: date, valid: bool) -> None:
    assert INSTRUCTOR.may_enter(day) is valid


def test_staff_needs_no_permit_and_others_do() -> None:
    day = date(2026, 4, 1)
    assert INSTRUCTOR.change(replace(FACTS, organisation=None, permit=None)).may_enter(day)
    assert not INSTRUCTOR.change(replace(FACTS, permit=None)).may_enter(day)


def test_one_who_has_left_does_not_come_again() -> None:
    left = INSTRUCTOR.change(replace(FACTS, left_on=date(2026, 4, 1)))
    assert left.may_enter(date(2026, 4, 1))
    assert not left.may_enter(date(2026, 4, 2))
    assert (left.version, left.code) == (2, "I-03")


def test_a_permit_does_not_end_before_it_begins() -> None:
    with pytest.raises(PermitEndsBeforeItBegins):
        Permit("IM-2026/031", date(2026, 3, 2), date(2026, 3, 1))
