"""Performances: counts by kind of participant, at one ceremony or meeting at most."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from services.programs.outcomes.model.outcome import require_possible
from services.programs.outcomes.model.performance import PERFORMANCE, PerformanceFacts
from services.programs.outcomes.model.period import Period
from services.programs.sessions.model.audience import GroupTwice
from shared.values.refusals import DayInTheFuture
from tests.unit.programs.examples import open_program


def facts(**changed: Any) -> PerformanceFacts:
    return PerformanceFacts(**PERFORMANCE | {"held_on": "2026-03-28"} | changed)


def test_a_performance_has_one_day_and_a_number_of_performers() -> None:
    two = [{"participants": "convict", "number": 18}, {"participants": "detainee", "number": 2}]
    performance = facts(performers=two)
    assert (performance.number, performance.period) == (20, Period(date(2026, 3, 28), date(2026, 3, 28)))
    require_possible(open_program(), performance, date(2026, 3, 28))
    with pytest.raises(DayInTheFuture):
        require_possible(open_program(), performance, date(2026, 3, 27))


def test_each_kind_is_counted_once_and_somebody_performs() -> None:
    with pytest.raises(GroupTwice):
        facts(performers=[PERFORMANCE["performers"][0]] * 2).require_sound()
    for nobody in ([], [{"participants": "convict", "number": 0}]):
        with pytest.raises(ValidationError):
            facts(performers=nobody)


def test_it_belongs_to_a_ceremony_or_to_a_meeting() -> None:
    assert facts(ceremony_id=UUID(int=1)).ceremony_id == UUID(int=1)
    with pytest.raises(ValidationError):
        facts(ceremony_id=UUID(int=1), meeting_id=UUID(int=2))
