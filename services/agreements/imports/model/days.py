"""The days of a row: exact ones, and cautions about those that are uncertain."""

from datetime import date

from services.agreements.imports.model.findings import Reading
from shared.tables.cells import text_of
from shared.tables.days import WrittenDay, read_day, read_days
from shared.values.labels import label
from shared.values.refusals import DayImpossible
from shared.values.reported_days import ReportedDay
from shared.values.texts import Text

_UNCERTAIN = Text(
    '"{written}" bukan tanggal lengkap, sehingga tidak dipakai.', '"{written}" is no complete day and is not used.'
)
_WEEKDAY = Text("{day} bukan hari {written}, melainkan {actual}.", "{day} is no {written} but a {actual}.")
_RANGE = Text('"{written}" berisi dua tanggal; yang dipakai {day}.', '"{written}" has two days; {day} was used.')
_FULL = 10


def exact_day(reading: Reading, column: str, year: int | None = None) -> date | None:
    """The day of a cell if it is complete; `year` completes one without a year."""
    value = reading.cells.get(column)
    if value is None:
        return None
    days = reading.read(column, read_days)
    written = days[1] if days else reading.read(column, read_day)
    day = exact(reading, column, written, year) if written else None
    if days and day:
        reading.caution(column, "range_of_days", _RANGE.fill(written=text_of(value), day=day))
    return day


def exact(reading: Reading, column: str, written: WrittenDay, year: int | None = None) -> date | None:
    """A day that was read, with cautions about it; None if it is incomplete."""
    if written.doubt:
        reading.caution(column, written.doubt.code, written.doubt.message)
    if year is not None:
        try:
            written = written.in_year(year)
        except DayImpossible as refusal:
            reading.refuse(column, refusal)
            return None
    if "X" in written.edtf or len(written.edtf) < _FULL:
        reading.caution(column, "day_incomplete", _UNCERTAIN.fill(written=text_of(reading.cells[column])))
        return None
    day = date.fromisoformat(written.edtf)
    actual = ReportedDay(edtf=written.edtf, earliest=day, latest=day, certain=True).weekday_unlike(written.weekday)
    if actual and written.weekday:
        words = {"written": label("weekday", written.weekday), "actual": label("weekday", actual)}
        reading.caution(column, "weekday_differs", _WEEKDAY.fill(day=day, **words))
    return day
