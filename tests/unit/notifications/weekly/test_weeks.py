"""A week begins on Monday; a head has the week of each unit that it heads, also while acting."""

from datetime import date
from uuid import UUID

import pytest

from services.notifications.weekly.model import Week, WeekToCome, desks_of_unit, units_of
from shared.values.capabilities import Capability, Grant
from shared.values.desks import DESK_CAPABILITIES

FACILITY = str(UUID(int=1))


@pytest.mark.parametrize("day", [date(2026, 2, 9), date(2026, 2, 12), date(2026, 2, 15)])
def test_every_day_of_a_week_names_it(day: date) -> None:
    week = Week.of(day)
    assert (week.monday, week.sunday) == (date(2026, 2, 9), date(2026, 2, 15))
    assert week.before.monday == date(2026, 2, 2)


def test_a_week_that_has_not_begun_is_refused() -> None:
    week = Week.of(date(2026, 2, 12))
    week.require_begun(week.monday)
    with pytest.raises(WeekToCome):
        week.require_begun(date(2026, 2, 8))


def test_a_head_has_the_units_that_it_heads() -> None:
    grants = (
        Grant(Capability.HEAD, "facility", FACILITY, "daily_acting"),
        Grant(Capability.HEAD, "facility", FACILITY),
        Grant(Capability.REVIEWER, "region", "JATENG"),
    )
    assert units_of(grants) == [("facility", FACILITY)]
    assert len(desks_of_unit("facility", FACILITY)) == len(set(DESK_CAPABILITIES))
    assert f"facility:{FACILITY}:head" in desks_of_unit("facility", FACILITY)
