"""A year whose holidays are not on record is logged once, and measured."""

from datetime import date

from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from services.agreements.vigilance.jobs import watch_holidays


def known_days() -> float:
    return REGISTRY.get_sample_value("sinergi_holidays_known_days") or 0.0


def test_an_unknown_year_is_logged_once_and_the_days_are_negative() -> None:
    warned: set[int] = set()
    with capture_logs() as logs:
        for day in (1, 2, 3):
            watch_holidays(date(2099, 1, day), warned)
    assert [(entry["event"], entry["year"]) for entry in logs] == [("holidays_unknown", 2099)]
    assert known_days() < 0


def test_a_known_year_is_measured_only() -> None:
    with capture_logs() as logs:
        watch_holidays(date(2026, 12, 1), set())
    assert logs == []
    assert known_days() >= 30
