"""Habits: quiet hours around midnight in three zones, free days, and the time of each message."""

from datetime import UTC, datetime
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from services.notifications.contacts.model.habits import Habits, Preference
from shared.values.terms import Zone

# 2026-02-10 is a Tuesday, 2026-02-13 a Friday; Monday 16 is collective leave and Tuesday 17 a holiday.
TUESDAY, FRIDAY = (2026, 2, 10), (2026, 2, 13)


def at(day: tuple[int, int, int], hour: int, minute: int = 0, zone: str = "Asia/Jakarta") -> datetime:
    return datetime(*day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize("zone", get_args(Zone))
@pytest.mark.parametrize(
    ("now", "sent"),
    [
        ((TUESDAY, 7, 0), (TUESDAY, 7, 0)),
        ((TUESDAY, 18, 59), (TUESDAY, 18, 59)),
        ((TUESDAY, 19, 0), ((2026, 2, 11), 7, 0)),
        ((TUESDAY, 23, 59), ((2026, 2, 11), 7, 0)),
        ((TUESDAY, 0, 0), (TUESDAY, 7, 0)),
        ((TUESDAY, 6, 59), (TUESDAY, 7, 0)),
        ((FRIDAY, 20, 0), ((2026, 2, 18), 7, 0)),
        (((2026, 2, 14), 12, 0), ((2026, 2, 18), 7, 0)),
        (((2026, 2, 16), 3, 0), ((2026, 2, 18), 7, 0)),
    ],
)
def test_quiet_hours_wrap_around_midnight_by_the_zone_of_the_notice(
    zone: Zone, now: tuple[tuple[int, int, int], int, int], sent: tuple[tuple[int, int, int], int, int]
) -> None:
    assert Habits().earliest(at(*now, zone=zone), zone) == at(*sent, zone=zone)


def test_the_zone_of_the_account_wins_over_that_of_the_notice() -> None:
    habits = Habits(zone="Asia/Jayapura")
    # Half past six in the evening in Jakarta is half past eight in Jayapura.
    assert habits.earliest(at(TUESDAY, 18, 30), "Asia/Jakarta") == at((2026, 2, 11), 5, 0)


@pytest.mark.parametrize(
    ("habits", "now", "sent"),
    [
        (Habits(quiet_from=12, quiet_until=13), (TUESDAY, 12, 30), (TUESDAY, 13, 0)),
        (Habits(quiet_from=12, quiet_until=13), (TUESDAY, 22, 0), (TUESDAY, 22, 0)),
        (Habits(quiet_from=12, quiet_until=13), ((2026, 2, 14), 12, 30), ((2026, 2, 18), 0, 0)),
        (Habits(quiet_from=0, quiet_until=0), (TUESDAY, 3, 0), (TUESDAY, 3, 0)),
        (Habits(on_free_days=True), ((2026, 2, 14), 12, 0), ((2026, 2, 14), 12, 0)),
        (Habits(on_free_days=True), ((2026, 2, 14), 22, 0), ((2026, 2, 15), 7, 0)),
    ],
)
def test_other_hours_and_free_days_are_a_choice(
    habits: Habits, now: tuple[tuple[int, int, int], int, int], sent: tuple[tuple[int, int, int], int, int]
) -> None:
    assert habits.earliest(at(*now), "Asia/Jakarta") == at(*sent)


@pytest.mark.parametrize(
    ("now", "sent"),
    [
        ((TUESDAY, 7, 59), (TUESDAY, 8, 0)),
        ((TUESDAY, 8, 0), ((2026, 2, 11), 8, 0)),
        ((FRIDAY, 9, 0), ((2026, 2, 18), 8, 0)),
    ],
)
def test_the_message_of_a_day_comes_on_a_working_day(
    now: tuple[tuple[int, int, int], int, int], sent: tuple[tuple[int, int, int], int, int]
) -> None:
    assert Habits().next_digest(at(*now), "Asia/Jakarta") == at(*sent)


def test_what_is_critical_passes_every_preference() -> None:
    habits = Habits(preferences=(Preference("programs", "email", "never"), Preference("agreements", "sms", "daily")))
    assert habits.when("programs", "email", "critical") == "at_once"
    assert habits.when("programs", "email", "action") == "never"
    assert habits.when("agreements", "sms", "action") == "daily"


def test_information_is_collected_and_never_costs_a_short_message() -> None:
    assert Habits().when("agreements", "email", "information") == "daily"
    assert Habits().when("agreements", "email", "action") == "at_once"
    assert Habits().when("agreements", "sms", "information") == "never"
