from datetime import date

import pytest

from services.agreements.register.model.positions import (
    HELD_IN,
    EndsBeforeItBegins,
    PositionEnded,
    ScopeDoesNotFit,
    require_endable,
    require_fit,
    require_span,
)
from shared.values.capabilities import Capability

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


def test_every_capability_can_be_held_somewhere() -> None:
    assert set(HELD_IN) == set(Capability)
    assert all(HELD_IN.values())


def test_an_officer_has_a_position_in_a_facility_only() -> None:
    require_fit(Capability.OFFICER, "facility")
    with pytest.raises(ScopeDoesNotFit):
        require_fit(Capability.OFFICER, "nation")


def test_a_position_may_last_one_day_but_not_less() -> None:
    require_span(FIRST, FIRST)
    with pytest.raises(EndsBeforeItBegins):
        require_span(LAST, FIRST)


def test_the_end_of_a_position_may_be_brought_forward_but_not_put_off() -> None:
    require_endable(FIRST, None, LAST)
    require_endable(FIRST, LAST, date(2026, 2, 1))
    with pytest.raises(PositionEnded):
        require_endable(FIRST, LAST, date(2026, 4, 1))
    with pytest.raises(EndsBeforeItBegins):
        require_endable(FIRST, None, date(2025, 12, 31))
