"""The amendment: only for closed months, and never decided by the one who proposed it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.programs.amendments.model.amendment import (
    AmendedSession,
    Amendment,
    SecondPersonNeeded,
    amended_month,
)
from services.programs.amendments.model.stored import StoredFacts
from services.programs.months.model.closing import MonthNotClosed
from services.programs.months.model.month import Month
from services.programs.sessions.model.attendance import Attendance
from services.programs.sessions.model.audience import AudienceGroup
from shared.values.refusals import WrongState
from tests.unit.programs.examples import AGENCY, session_facts

NOW = datetime(2026, 4, 9, 2, tzinfo=UTC)
MARCH = Month(2026, 3)
LATE = Amendment(UUID(int=1), UUID(int=2), UUID(int=3), None, MARCH, session_facts(), None, "Terlambat.", "first", NOW)
SESSION = AmendedSession(UUID(int=4), 2)


def test_what_an_amendment_changes_follows_from_its_parts() -> None:
    assert LATE.kind == "late_session"
    assert replace(LATE, session=SESSION).kind == "correction"
    assert replace(LATE, session=SESSION, facts=None).kind == "retraction"


def test_a_second_person_decides() -> None:
    with pytest.raises(SecondPersonNeeded):
        LATE.decide("approved", "first", NOW)
    decided = LATE.decide("approved", "second", NOW)
    assert (decided.state, decided.decided_by, decided.version) == ("approved", "second", 2)


def test_an_amendment_is_withdrawn_with_the_account_on_record() -> None:
    withdrawn = LATE.withdraw("first", NOW)
    assert (withdrawn.state, withdrawn.decided_by, withdrawn.version) == ("withdrawn", "first", 2)


def test_a_decided_amendment_stays_as_it_is() -> None:
    declined = LATE.decide("declined", "second", NOW)
    with pytest.raises(WrongState):
        declined.decide("approved", "third", NOW)
    with pytest.raises(WrongState):
        declined.withdraw("first", NOW)


def test_an_open_month_needs_no_amendment() -> None:
    days = [date(2026, 3, 9), date(2026, 4, 2)]
    with pytest.raises(MonthNotClosed) as refused:
        amended_month([], days)
    assert "March 2026" in refused.value.sentence.en
    assert amended_month([Month(2026, 4), MARCH], days) == MARCH


@given(st.integers(0, 9), st.integers(0, 2))
def test_a_session_is_kept_with_participants_and_comes_back_with_references(number: int, groups: int) -> None:
    references = {UUID(int=each): f"P-7F3A{each:02}" for each in range(number)}
    marks = tuple(Attendance(participant_ref=each, mark="active") for each in references.values())
    kinds = ("convict", "detainee")[:groups]
    audience = tuple(AudienceGroup(participants=each, number=7) for each in kinds)
    facts = session_facts(attendance=marks, audience=audience, instructors=(AGENCY,))
    stored = StoredFacts.of(facts, {name: id_ for id_, name in references.items()}).model_dump_json()
    assert "P-7F3A" not in stored
    assert StoredFacts.model_validate_json(stored).facts(references) == facts
