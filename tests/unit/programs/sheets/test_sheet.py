"""The sheet: it is filled in until it is recorded, and no one is forgotten."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.programs.sessions.model.attendance import NotMarked
from services.programs.sheets.model.lines import KeptMark
from services.programs.sheets.model.sheet import Sheet, complete
from shared.values.refusals import WrongState
from tests.unit.programs.examples import session_facts

SHEET = Sheet(UUID(int=1), UUID(int=2), UUID(int=3), session_facts(), None)
FIRST, SECOND = UUID(int=11), UUID(int=12)
REFERENCES = {SECOND: "P-7F3A92", FIRST: "P-7F3A91"}
PRESENT = KeptMark(FIRST, "active", None)


def test_everyone_who_is_expected_has_a_mark() -> None:
    with pytest.raises(NotMarked) as refused:
        complete([PRESENT], REFERENCES, rest_unexcused=False)
    assert refused.value.values == {"missing": 1, "enrolled": 2}
    attendance = complete([PRESENT, KeptMark(SECOND, "absent", "ill")], REFERENCES, rest_unexcused=False)
    assert [(each.participant_ref, each.mark, each.reason) for each in attendance] == [
        ("P-7F3A91", "active", None),
        ("P-7F3A92", "absent", "ill"),
    ]


def test_the_rest_is_absent_without_information_if_the_recorder_says_so() -> None:
    attendance = complete([PRESENT], REFERENCES, rest_unexcused=True)
    assert [(each.mark, each.reason) for each in attendance] == [("active", None), ("absent", "no_information")]


def test_one_who_has_left_is_not_expected_any_more() -> None:
    left = KeptMark(UUID(int=99), "active", None)
    assert len(complete([PRESENT, left], {FIRST: "P-7F3A91"}, rest_unexcused=False)) == 1


def test_each_change_gives_a_new_version() -> None:
    assert (SHEET.enter().version, SHEET.enter().state) == (2, "open")
    recorded = SHEET.enter().record(UUID(int=4))
    assert (recorded.version, recorded.state, recorded.session_id) == (3, "recorded", UUID(int=4))


@pytest.mark.parametrize("state", ["recorded", "discarded"])
def test_a_sheet_that_is_done_does_not_change(state: str) -> None:
    done = replace(SHEET, state=state)  # type: ignore[arg-type]
    for change in (done.enter, done.discard, lambda: done.record(UUID(int=4))):
        with pytest.raises(WrongState):
            change()
