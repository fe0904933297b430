"""The planned session: moved while it is planned, and then held or cancelled for good."""

from datetime import date, time
from uuid import UUID

import pytest

from services.programs.schedule.model.plan import Planned, PlannedSession
from shared.values.refusals import WrongState

PLANNED = Planned(date(2026, 3, 9), time(9), 90, "class", "Pemilahan sampah", "Aula Blok A", frozenset())
PLAN = PlannedSession(UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4), PLANNED)


def test_a_moved_session_keeps_what_it_is() -> None:
    moved = PLAN.move(date(2026, 3, 10), time(13), "Bengkel")
    assert (moved.planned.planned_on, moved.planned.starts_at, moved.planned.venue) == (
        date(2026, 3, 10),
        time(13),
        "Bengkel",
    )
    assert (moved.planned.topic, moved.series, moved.version) == (PLANNED.topic, PLAN.series, 2)


def test_venues_are_compared_by_letters_and_digits() -> None:
    assert PLAN.slot.venue_key == PLAN.move(PLANNED.planned_on, PLANNED.starts_at, "AULA blok-A").slot.venue_key


@pytest.mark.parametrize("ended", [PLAN.hold(), PLAN.cancel()])
def test_a_session_that_is_on_record_does_not_change(ended: PlannedSession) -> None:
    for change in (ended.hold, ended.cancel, lambda: ended.move(PLANNED.planned_on, PLANNED.starts_at, "Aula")):
        with pytest.raises(WrongState):
            change()
