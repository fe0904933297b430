"""Attendance: one mark for each enrolled participant, a reason for each absence, at least one present."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.programs.sessions.model.attendance import (
    AbsenceUnexplained,
    Attendance,
    MarkedTwice,
    NobodyAttended,
    NotEnrolled,
    NotMarked,
    PresenceExplained,
    require_complete,
)
from tests.unit.programs.examples import session_facts

FIRST, SECOND, STRANGER = "P-7F3A91", "P-7F3A92", "P-000001"
ENROLLED = {FIRST, SECOND}


def attended(ref: str, mark: str, reason: str | None = None) -> Attendance:
    return Attendance.model_validate({"participant_ref": ref, "mark": mark, "reason": reason})


def test_a_complete_list_is_accepted() -> None:
    require_complete([attended(FIRST, "active"), attended(SECOND, "absent", "ill")], ENROLLED)


def test_every_enrolled_participant_is_marked() -> None:
    with pytest.raises(NotMarked) as refused:
        require_complete([attended(FIRST, "active")], ENROLLED)
    assert refused.value.values == {"missing": 1, "enrolled": 2}


def test_no_participant_is_marked_twice() -> None:
    with pytest.raises(MarkedTwice):
        require_complete([attended(FIRST, "active"), attended(FIRST, "passive")], ENROLLED)


def test_no_stranger_is_marked() -> None:
    with pytest.raises(NotEnrolled) as refused:
        require_complete([attended(FIRST, "active"), attended(STRANGER, "active")], ENROLLED)
    assert STRANGER not in refused.value.sentence.en


def test_an_absence_needs_a_reason_and_the_refusal_names_them() -> None:
    with pytest.raises(AbsenceUnexplained) as refused:
        require_complete([attended(FIRST, "active"), attended(SECOND, "absent")], ENROLLED)
    assert "menjalankan tugas kerja" in refused.value.sentence.id
    assert "at assigned work" in refused.value.sentence.en


def test_a_presence_has_no_reason() -> None:
    with pytest.raises(PresenceExplained):
        require_complete([attended(FIRST, "passive", "ill"), attended(SECOND, "active")], ENROLLED)


def test_a_session_without_participants_was_not_held() -> None:
    with pytest.raises(NobodyAttended):
        require_complete([attended(FIRST, "absent", "ill"), attended(SECOND, "absent", "visit")], ENROLLED)


@given(st.lists(st.sampled_from(["active", "passive", "absent"]), min_size=1))
def test_the_counts_add_up_to_the_list(marks: list[str]) -> None:
    attendance = tuple(
        attended(f"P-{number:06}", mark, "ill" if mark == "absent" else None) for number, mark in enumerate(marks)
    )
    assert sum(session_facts(attendance=attendance).counts) == len(marks)
