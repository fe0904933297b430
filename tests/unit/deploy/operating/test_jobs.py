"""A job that an operator runs: its name, and the moment for a day."""

from collections import Counter
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from deploy.installation.trouble import Trouble
from deploy.operating.jobs import find_job, jobs_of_services, knows_holidays, moment_for
from shared.operations.settings import Settings

ZONES = [ZoneInfo(f"Asia/{city}") for city in ("Jakarta", "Makassar", "Jayapura")]
NOW = datetime(2026, 11, 26, 15, 30, tzinfo=UTC)
DAY = date(2026, 11, 20)


@pytest.mark.parametrize("zone", ZONES)
def test_the_moment_for_an_earlier_day_is_on_that_day_in_every_zone(zone: ZoneInfo) -> None:
    assert moment_for(DAY, NOW).astimezone(zone).date() == DAY


def test_the_moment_is_the_last_second_of_the_day_in_the_east() -> None:
    assert moment_for(DAY, NOW) == datetime(2026, 11, 20, 14, 59, 59, tzinfo=UTC)


def test_today_it_is_now() -> None:
    morning = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
    assert moment_for(date(2026, 11, 26), morning) == morning


@pytest.mark.parametrize(
    ("now", "allowed"),
    [
        (datetime(2026, 11, 25, 14, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 25, 15, 0, tzinfo=UTC), True),  # midnight in the east
    ],
)
def test_a_day_that_has_not_begun_anywhere_is_refused(now: datetime, allowed: bool) -> None:
    if allowed:
        assert moment_for(date(2026, 11, 26), now) == now
    else:
        with pytest.raises(Trouble, match="is to come"):
            moment_for(date(2026, 11, 26), now)


def test_a_year_without_holidays_on_record_is_told_to_the_operator() -> None:
    assert (knows_holidays(DAY), knows_holidays(date(2099, 1, 5))) == (True, False)


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("announce_expiring", "agreements"),
        ("announce_dormant", "agreements"),
        ("expire", "agreements"),
        ("plan_years", "programs"),
        ("follow_moved_facilities", "notifications"),
    ],
)
def test_a_job_is_found_by_its_name(name: str, service: str) -> None:
    assert find_job(Settings(), name)[0] == service


def test_an_unknown_job_is_refused_with_the_names_that_exist() -> None:
    with pytest.raises(Trouble, match="announce_expiring"):
        find_job(Settings(), "announce_everything")


def test_no_two_jobs_have_the_same_name() -> None:
    names = Counter(job.__name__ for _, job in jobs_of_services(Settings()))
    assert [name for name, times in names.items() if times > 1] == []
