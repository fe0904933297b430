"""Closing a month: the statement of the head, and the state of the month for its readers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from services.programs.months.model.month import Month
from shared.values.cooperation import MonthStatement
from shared.values.refusals import Conflict, NotFound
from shared.values.texts import Text

MonthState = Literal["running", "open", "silent", "closed", "nihil"]
"""The month is not over; it has sessions and waits for the head; nothing was entered; closed; closed without a session.

`silent` and `nihil` differ: the head has stated nothing about a silent month.
"""


class FacilityNotFound(NotFound):
    """There is no facility with this id."""

    title = Text("UPT tidak ditemukan", "Facility not found")
    detail = Text("Tidak ada UPT dengan id {id}.", "There is no facility with the id {id}.")


class MonthNotOver(Conflict):
    """The month has days to come."""

    title = Text("Bulan belum berakhir", "Month is not over")
    detail = Text(
        "{month} belum berakhir; bulan itu dapat ditutup mulai {from_}.",
        "{month} is not over; it can be closed from {from_}.",
    )


class MonthAlreadyClosed(Conflict):
    """The month was closed before."""

    title = Text("Bulan sudah ditutup", "Month is closed already")
    detail = Text("{month} sudah ditutup pada {day}.", "{month} was closed on {day}.")


class MonthHasSessions(Conflict):
    """The head states that nothing took place, but sessions are on record."""

    title = Text("Bulan ini tidak nihil", "Sessions are on record")
    detail = Text(
        "{month} memuat {activities} pertemuan, hasil produksi, atau pentas, jadi tidak nihil. Tutup tanpa pernyataan "
        "nihil, atau tarik yang tidak terlaksana.",
        "{month} has {activities} sessions, outputs or performances, so something took place. Close it without that "
        "statement, or retract those that did not take place.",
    )


class MonthWithoutSessions(Conflict):
    """The month has no session, and the head has not confirmed that nothing took place."""

    title = Text("Belum ada pertemuan", "No session on record")
    detail = Text(
        "Untuk {month} belum ada pertemuan yang tercatat. Nyatakan nihil, atau minta pertemuannya dicatat dahulu.",
        "No session is on record for {month}. State that nothing took place, or have the sessions recorded first.",
    )


class MonthIsClosed(Conflict):
    """The head has closed the month, so a change needs a second person."""

    title = Text("Bulan sudah ditutup kepala UPT", "Month is closed")
    detail = Text(
        "{month} sudah ditutup. Usulkan perubahannya beserta alasannya; orang kedua yang memutuskan.",
        "{month} is closed. Propose the change with its reason; a second person decides.",
    )


class MonthNotClosed(Conflict):
    """A change to an open month is proposed, although it can be made directly."""

    title = Text("Bulan belum ditutup", "Month is not closed")
    detail = Text(
        "{month} belum ditutup, jadi perubahan ini tidak memerlukan orang kedua. Catat atau perbaiki langsung.",
        "{month} is not closed, so this change needs no second person. Record or correct it directly.",
    )


@dataclass(frozen=True, slots=True)
class Delivered:
    """The sessions, marks and outcomes on record for a month. An outcome of a whole year counts in none."""

    sessions: int
    active: int
    passive: int
    absent: int
    outcomes: int = 0

    @property
    def activities(self) -> int:
        """The number of sessions and outcomes: without any of them the month is nihil."""
        return self.sessions + self.outcomes


@dataclass(frozen=True, slots=True)
class Closing:
    """A closed month, with the numbers on record then."""

    facility_id: UUID
    month: Month
    statement: MonthStatement
    delivered: Delivered
    closed_by: str
    closed_at: datetime


def require_closable(month: Month, today: date, delivered: Delivered, *, nihil: bool) -> None:
    """Raise unless the month is over, and the statement fits the record."""
    if today <= month.last:
        raise MonthNotOver(month=month.name, from_=month.following.first)
    if nihil and delivered.activities:
        raise MonthHasSessions(month=month.name, activities=delivered.activities)
    if not nihil and not delivered.activities:
        raise MonthWithoutSessions(month=month.name)


def require_open(closed: Iterable[Month]) -> None:
    """Raise `MonthIsClosed` for the first of the closed months, if there is one."""
    for month in sorted(closed):
        raise MonthIsClosed(month=month.name)


def state_of(month: Month, today: date, statement: MonthStatement | None, activities: int) -> MonthState:
    """The state of a month for its readers."""
    if statement is not None:
        return "nihil" if statement == "nihil" else "closed"
    if today <= month.last:
        return "running"
    return "open" if activities else "silent"
