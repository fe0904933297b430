"""The business time at which a run of the tests begins."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.behaviour.business_day import LONGEST_RUN, ZONES, beginning, moment_of


@pytest.mark.parametrize("minutes", range(0, 24 * 60, 7))
def test_no_midnight_passes_during_a_run(minutes: int) -> None:
    now = datetime(2026, 7, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    begun = beginning(now)
    assert now <= begun < now + timedelta(hours=1)
    for zone in ZONES:
        days = {moment.astimezone(ZoneInfo(zone)).date() for moment in (begun, begun + LONGEST_RUN)}
        assert len(days) == 1, zone


def test_a_run_begins_on_the_day_that_is_wanted_in_every_zone() -> None:
    begun = beginning(datetime(2026, 11, 26, 16, 30, tzinfo=UTC), moment_of("2027-01-01"))
    assert {begun.astimezone(ZoneInfo(zone)).date() for zone in ZONES} == {date(2027, 1, 1)}


def test_a_run_may_begin_at_an_hour_of_the_capital() -> None:
    begun = beginning(datetime(2026, 11, 26, 3, tzinfo=UTC), moment_of("2027-01-01T22:30"))
    assert {begun.astimezone(ZoneInfo(zone)).date() for zone in ("Asia/Jakarta", "Asia/Jayapura")} == {
        date(2027, 1, 1),
        date(2027, 1, 2),
    }
