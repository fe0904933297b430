"""The months that a measure covers."""

from dataclasses import dataclass
from datetime import date

from services.programs.months.model.month import Month
from shared.values.refusals import Invalid
from shared.values.texts import Text

LONGEST = 36


class PeriodTooLong(Invalid):
    """A measure is asked for more months than it counts at a time."""

    title = Text("Masa terlalu panjang", "Period too long")
    detail = Text(
        "Ukuran dihitung paling banyak untuk {longest} bulan sekaligus.",
        "A measure is counted for at most {longest} months at a time.",
    )


class PeriodEndsEarly(Invalid):
    """The last month is before the first one."""

    title = Text("Bulan terakhir mendahului bulan pertama", "The last month is before the first one")
    detail = Text(
        "{until} mendahului {from_}. Tukar kedua bulannya.", "{until} is before {from_}. Exchange the two months."
    )


@dataclass(frozen=True, slots=True)
class Period:
    """The months from the first one to the last one, both included."""

    first: Month
    last: Month

    @property
    def months(self) -> int:
        """The number of months."""
        return (self.last.year - self.first.year) * 12 + self.last.number - self.first.number + 1


def period_of(first: Month | None, last: Month | None, today: date) -> Period:
    """The chosen period, or this year until now. Raises `PeriodEndsEarly` or `PeriodTooLong`."""
    until = last or Month.of(today)
    period = Period(first or Month(until.year, 1), until)
    if period.months < 1:
        raise PeriodEndsEarly(until=period.last.name, from_=period.first.name)
    if period.months > LONGEST:
        raise PeriodTooLong(longest=LONGEST)
    return period
