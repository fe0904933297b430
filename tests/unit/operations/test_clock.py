"""The business clock: the machine's, or one that can be moved."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from shared.operations.clock import MovableClock, SystemClock, business_clock
from shared.operations.settings import Settings

SIGNING = datetime(2026, 1, 27, 2, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "clock.json"


def near(instant: datetime, expected: datetime) -> bool:
    return abs(instant - expected) < timedelta(seconds=2)


def test_a_clock_that_was_never_moved_shows_the_machines_time(file: Path) -> None:
    assert near(MovableClock(file).now(), datetime.now(UTC))


def test_a_moved_clock_goes_on_from_where_it_was_put(file: Path) -> None:
    clock = MovableClock(file)
    clock.move_to(SIGNING)
    first, second = clock.now(), clock.now()
    assert near(first, SIGNING)
    assert second >= first


def test_a_move_by_one_process_is_seen_by_another(file: Path) -> None:
    operator, service = MovableClock(file), MovableClock(file)
    service.now()
    operator.move_to(SIGNING)
    assert near(service.now(), SIGNING)
    operator.move_to(SIGNING + timedelta(days=90))
    assert near(service.now(), SIGNING + timedelta(days=90))
    operator.reset()
    assert near(service.now(), datetime.now(UTC))


def test_the_time_that_passed_since_the_move_counts(file: Path) -> None:
    hour_ago = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    file.write_text(f'{{"set_to": "{SIGNING.isoformat()}", "at": "{hour_ago}"}}')
    assert near(MovableClock(file).now(), SIGNING + timedelta(hours=1))


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Asia/Jakarta", date(2026, 1, 26)), ("Asia/Jayapura", date(2026, 1, 27)), ("UTC", date(2026, 1, 26))],
)
def test_the_date_depends_on_the_zone(file: Path, zone: str, expected: date) -> None:
    clock = MovableClock(file)
    clock.move_to(datetime(2026, 1, 26, 16, 0, tzinfo=UTC))
    assert clock.today(zone) == expected


@pytest.mark.parametrize("content", ["", "{}", '{"set_to": "soon", "at": "now"}', "[1]", '{"set_to": 1, "at": 2}'])
def test_a_file_that_is_no_clock_says_what_to_do(file: Path, content: str) -> None:
    file.write_text(content)
    with pytest.raises(ValueError, match="sinergi clock reset"):
        MovableClock(file).now()


def test_instants_without_zone_are_no_clock(file: Path) -> None:
    file.write_text('{"set_to": "2026-01-27T02:00:00", "at": "2026-01-27T02:00:00+00:00"}')
    with pytest.raises(ValueError, match="is not a valid clock file"):
        MovableClock(file).now()


def test_production_goes_by_the_machines_clock_and_refuses_another(file: Path) -> None:
    assert isinstance(business_clock(Settings(clock_file=None)), SystemClock)
    with pytest.raises(ValueError, match="embedded stack only"):
        business_clock(Settings(environment="production", clock_file=file))


def test_the_embedded_stack_has_the_movable_one(file: Path) -> None:
    assert isinstance(business_clock(Settings(environment="embedded", clock_file=file)), MovableClock)
