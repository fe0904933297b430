"""A month of the calendar, and the facility that it is of."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from shared.values.refusals import Invalid, NotFound
from shared.values.texts import Text

EntryKind = Literal[
    "session",
    "cancelled_session",
    "cohort_start",
    "program_opened",
    "suspension",
    "program_end",
    "agreement_end",
    "offer_due",
]
"""The kinds of things that a calendar shows."""


class CalendarNotFound(NotFound):
    """No facility that this service has learned of has the id."""

    title = Text("Kalender tidak ditemukan", "Calendar not found")
    detail = Text("Tidak ada UPT dengan id {id}.", "No facility has the id {id}.")


class MonthUnreadable(Invalid):
    """A month is written as year and month, such as 2026-11."""

    title = Text("Bulan tidak terbaca", "Month unreadable")
    detail = Text('Tulis bulan seperti "2026-11".', 'Write the month like "2026-11".')


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month."""

    first: date

    @classmethod
    def read(cls, text: str) -> "Month":
        """The month of a text such as 2026-11. Raises `MonthUnreadable`."""
        found = re.fullmatch(r"(19\d\d|2\d\d\d)-(0[1-9]|1[0-2])", text)
        if not found:
            raise MonthUnreadable
        return cls(date(int(found[1]), int(found[2]), 1))

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
        return cls(day.replace(day=1))

    @property
    def last(self) -> date:
        """Its last day."""
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> "Month":
        """The next month."""
        return Month.of(self.first + timedelta(days=31))

    @property
    def previous(self) -> "Month":
        """The month before."""
        return Month.of(self.first - timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"
