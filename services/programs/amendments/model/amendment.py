"""The amendment: a change to a closed month, its reason, and its decision by a second person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from services.programs.months.model.closing import MonthNotClosed
from services.programs.months.model.month import Month
from services.programs.sessions.model.session import SessionFacts
from shared.values.labels import label
from shared.values.refusals import Conflict, Denied, NotFound, WrongState
from shared.values.texts import Text

AmendmentKind = Literal["late_session", "correction", "retraction"]
AmendmentState = Literal["proposed", "approved", "declined", "withdrawn"]
AmendmentVerdict = Literal["approved", "declined"]
DECIDING = Text("Memutuskan usul perubahan", "Deciding the amendment")
WITHDRAWING = Text("Menarik usul perubahan", "Withdrawing the amendment")


class AmendmentNotFound(NotFound):
    """There is no amendment with this id."""

    title = Text("Usul perubahan tidak ditemukan", "Amendment not found")
    detail = Text("Tidak ada usul perubahan dengan id {id}.", "There is no amendment with the id {id}.")


class AmendmentAlreadyProposed(Conflict):
    """Another amendment of the same session waits for its decision."""

    title = Text("Usul lain masih menunggu", "Another amendment waits")
    detail = Text(
        "Untuk pertemuan ini masih ada usul perubahan yang menunggu keputusan. Putuskan atau tarik usul itu dahulu.",
        "An amendment of this session still waits for its decision. Decide or withdraw it first.",
    )


class SecondPersonNeeded(Denied):
    """The one who proposed an amendment decides it."""

    title = Text("Perlu orang kedua", "A second person is needed")
    detail = Text(
        "Usul ini Anda ajukan sendiri. Petugas pembinaan lain atau kepala UPT yang memutuskannya.",
        "You have proposed this amendment yourself. Another coaching officer or the head decides it.",
    )


@dataclass(frozen=True, slots=True)
class AmendedSession:
    """The session of an amendment in the version that the proposer has seen."""

    id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Amendment:
    """A proposed change: a late session has no `session`, and a retraction no `facts`."""

    id: UUID
    program_id: UUID
    cohort_id: UUID | None
    session: AmendedSession | None
    month: Month
    facts: SessionFacts | None
    delivered_for: frozenset[UUID] | None
    reason: str
    proposed_by: str
    proposed_at: datetime
    state: AmendmentState = "proposed"
    decided_by: str | None = None
    decided_at: datetime | None = None
    version: int = 1

    @property
    def kind(self) -> AmendmentKind:
        """The kind of the change."""
        if self.session is None:
            return "late_session"
        return "correction" if self.facts else "retraction"

    def decide(self, verdict: AmendmentVerdict, account: str, now: datetime) -> "Amendment":
        """The decision of a second person. Raises `WrongState` or `SecondPersonNeeded`."""
        self._require_proposed(DECIDING)
        if account == self.proposed_by:
            raise SecondPersonNeeded
        return self._ended(verdict, account, now)

    def withdraw(self, account: str, now: datetime) -> "Amendment":
        """The withdrawal, by the proposer or by another recorder of the facility. Raises `WrongState`."""
        self._require_proposed(WITHDRAWING)
        return self._ended("withdrawn", account, now)

    def _ended(self, state: AmendmentState, account: str, now: datetime) -> "Amendment":
        return replace(self, state=state, decided_by=account, decided_at=now, version=self.version + 1)

    def _require_proposed(self, operation: Text) -> None:
        if self.state != "proposed":
            state, allowed = label("amendment_state", self.state), [label("amendment_state", "proposed")]
            raise WrongState(operation=operation, state=state, allowed=allowed)


def amended_month(closed: Iterable[Month], days: Iterable[date]) -> Month:
    """The first closed month that a change touches. Raises `MonthNotClosed` if none of its days is in one."""
    found = sorted(closed)
    if not found:
        raise MonthNotClosed(month=Month.of(min(days)).name)
    return found[0]
