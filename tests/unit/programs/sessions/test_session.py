"""Sessions: a roster or an audience, corrected as a whole, retracted once."""

from datetime import UTC, datetime

import pytest

from services.programs.sessions.model.attendance import Attendance
from services.programs.sessions.model.audience import AudienceGroup, AudienceTooLarge, GroupTwice, require_countable
from services.programs.sessions.model.delivery import Delivery
from services.programs.sessions.model.session import AttendanceOfAnotherKind, SessionIsRetracted, require_fitting
from tests.unit.programs.examples import session, session_facts

REF = "P-7F3A91"
ROSTER = (Attendance(participant_ref=REF, mark="active"),)
AUDIENCE = (AudienceGroup(participants="convict", number=900), AudienceGroup(participants="detainee", number=120))
NOW = datetime(2026, 3, 10, tzinfo=UTC)


def test_everyone_at_an_open_session_counts_as_active() -> None:
    assert session_facts(audience=AUDIENCE).counts == (1020, 0, 0)


def test_a_session_has_the_attendance_of_its_kind() -> None:
    require_fitting(session_facts(attendance=ROSTER), {REF})
    require_fitting(session_facts(audience=AUDIENCE), None)
    for facts, enrolled in (
        (session_facts(attendance=ROSTER), None),
        (session_facts(), None),
        (session_facts(attendance=ROSTER, audience=AUDIENCE), {REF}),
    ):
        with pytest.raises(AttendanceOfAnotherKind):
            require_fitting(facts, enrolled)


def test_an_audience_counts_each_kind_once_and_at_most_2000() -> None:
    with pytest.raises(GroupTwice):
        require_countable((AUDIENCE[0], AUDIENCE[0]))
    with pytest.raises(AudienceTooLarge):
        require_countable((AudienceGroup(participants="convict", number=2000), AUDIENCE[1]))


def test_a_corrected_session_is_the_same_session_in_another_version() -> None:
    facts = session_facts(topic="Pemilahan")
    corrected = session().correct(facts, Delivery())
    assert (corrected.id, corrected.facts, corrected.version) == (session().id, facts, 2)


def test_a_retracted_session_does_not_change_again() -> None:
    retracted = session().retract(NOW)
    assert (retracted.retracted_at, retracted.version) == (NOW, 2)
    with pytest.raises(SessionIsRetracted):
        retracted.retract(NOW)
    with pytest.raises(SessionIsRetracted):
        retracted.correct(session_facts(), Delivery())
