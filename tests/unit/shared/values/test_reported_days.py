"""Days as they were reported: what an EDTF text can mean, and how it is written."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from shared.values.refusals import DayImpossible, DayInTheFuture
from shared.values.reported_days import Edtf, ReportedDay, reported_day, written_reported_day
from shared.values.texts import Text

TODAY = date(2026, 2, 10)
NAME = Text("Tanggal rapat", "The day of the meeting")
PAST = st.dates(date(1900, 1, 1), TODAY)


def reported(edtf: str | None) -> ReportedDay:
    return reported_day(edtf, None, TODAY, NAME)


def with_unknown_digits(day: date, unknown: set[int]) -> str:
    return "".join("X" if at in unknown and sign != "-" else sign for at, sign in enumerate(day.isoformat()))


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "certain"),
    [
        ("2026-01-27", date(2026, 1, 27), date(2026, 1, 27), True),
        ("2023-01", date(2023, 1, 1), date(2023, 1, 31), False),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), False),
        ("2026", date(2026, 1, 1), TODAY, False),
        ("2026-02-10", TODAY, TODAY, True),
        ("XXXX-11-28", None, date(2025, 11, 28), False),
        ("XXXX-02-29", None, date(2024, 2, 29), False),
        ("202X-11-28", date(2020, 11, 28), date(2025, 11, 28), False),
        ("2025-1X", date(2025, 10, 1), date(2025, 12, 31), False),
        ("2025-XX-31", date(2025, 1, 31), date(2025, 12, 31), False),
        ("XXXX", None, TODAY, False),
        (None, None, None, False),
    ],
)
def test_a_text_means_the_days_between_the_earliest_and_the_latest(
    edtf: str | None, earliest: date | None, latest: date | None, certain: bool
) -> None:
    day = reported(edtf)
    assert (day.earliest, day.latest, day.certain) == (earliest, latest, certain)


@pytest.mark.parametrize("edtf", ["2025-04-31", "2025-02-29", "2025-13", "2025-00-10", "1850-01-01", "2025-XX-32"])
def test_a_day_that_no_calendar_has_is_refused(edtf: str) -> None:
    with pytest.raises(DayImpossible):
        reported(edtf)


@pytest.mark.parametrize("edtf", ["2026-02-11", "2026-03", "2027", "203X"])
def test_a_day_that_has_not_come_is_refused(edtf: str) -> None:
    with pytest.raises(DayInTheFuture):
        reported(edtf)


@pytest.mark.parametrize("text", ["28/11", "2026-1-27", "2026-01-27T09:00", "2026-", "26", "2026-01-27?", ""])
def test_another_form_is_not_accepted(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Edtf).validate_python(text)


@given(PAST, st.sets(st.integers(0, 9)))
def test_the_true_day_is_within_its_limits_however_many_digits_are_unknown(day: date, unknown: set[int]) -> None:
    read = reported(with_unknown_digits(day, unknown))
    assert read.latest is not None
    assert (read.earliest or date.min) <= day <= read.latest <= TODAY


@given(PAST, st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)))
def test_knowing_less_never_narrows_the_limits(day: date, some: set[int], others: set[int]) -> None:
    more, less = reported(with_unknown_digits(day, some)), reported(with_unknown_digits(day, some | others))
    assert more.latest
    assert less.latest
    assert (less.earliest or date.min) <= (more.earliest or date.min)
    assert more.latest <= less.latest
    assert more.certain or not less.certain


@given(PAST)
def test_a_full_date_is_certain_and_the_basis_of_deadlines(day: date) -> None:
    read = reported(day.isoformat())
    assert read.exact == read.earliest == read.latest == day


@given(PAST, st.sets(st.integers(0, 9), min_size=1))
def test_an_uncertain_day_is_no_basis_of_deadlines(day: date, unknown: set[int]) -> None:
    text = with_unknown_digits(day, unknown)
    if "X" in text:
        assert reported(text).exact is None


def test_lists_sort_by_the_latest_day_and_without_one_by_the_day_of_recording() -> None:
    assert reported("2023").latest_or(TODAY) == date(2023, 12, 31)
    assert reported(None).latest_or(TODAY) == TODAY


def test_the_time_of_the_event_is_the_earliest_day_and_without_one_the_moment_of_recording() -> None:
    now = datetime(2026, 2, 10, 3, tzinfo=UTC)
    assert reported("2023-01").moment("Asia/Makassar", now) == datetime(2023, 1, 1, 4, tzinfo=UTC)
    assert reported("XXXX-11-28").moment("Asia/Makassar", now) == reported(None).moment("Asia/Makassar", now) == now


def test_only_the_weekday_of_a_certain_day_can_be_wrong() -> None:
    assert reported("2026-01-27").weekday_unlike("tuesday") is None
    assert reported("2026-01-27").weekday_unlike("monday") == "tuesday"
    assert reported("2026-01-27").weekday_unlike(None) is None
    assert reported("XXXX-11-28").weekday_unlike("thursday") is None
    assert reported(None).weekday_unlike("thursday") is None


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2026-01-27", Text("27 Januari 2026", "27 January 2026")),
        ("2026-01-05", Text("5 Januari 2026", "5 January 2026")),
        ("2023-01", Text("Januari 2023", "January 2023")),
        ("2023-01-XX", Text("Januari 2023", "January 2023")),
        ("2023", Text("2023", "2023")),
        ("2023-XX-XX", Text("2023", "2023")),
        ("XXXX-11-28", Text("28 November (tahun tidak diketahui)", "28 November (year unknown)")),
        ("XXXX-11", Text("November (tahun tidak diketahui)", "November (year unknown)")),
        (
            "2025-05-1X",
            Text("suatu hari antara 10 Mei 2025 dan 19 Mei 2025", "a day between 10 May 2025 and 19 May 2025"),
        ),
        ("XXXX", Text("tanggal yang tidak diketahui", "an unknown day")),
        (None, Text("tanggal yang tidak diketahui", "an unknown day")),
    ],
)
def test_a_reported_day_is_written_in_words(edtf: str | None, words: Text) -> None:
    assert written_reported_day(reported(edtf)) == words


@given(PAST, st.sets(st.integers(0, 9)))
def test_no_unknown_digit_is_ever_shown_to_people(day: date, unknown: set[int]) -> None:
    words = written_reported_day(reported(with_unknown_digits(day, unknown)))
    assert "X" not in words.id + words.en
    assert "{" not in words.id + words.en


@given(PAST, st.integers(0, 3000))
def test_recording_later_never_makes_the_latest_day_earlier(day: date, later: int) -> None:
    text = f"XXXX-{day:%m-%d}"
    first = reported_day(text, None, day, NAME)
    second = reported_day(text, None, day + timedelta(days=later), NAME)
    assert first.latest
    assert second.latest
    assert first.latest == day <= second.latest
