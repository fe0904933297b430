"""When an agreement may be extended, when its successor takes over, and the gap between both."""

import calendar
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Caution
from services.agreements.agreement.model.scope import AdditionsUntraced
from shared.values.cooperation import MeetingKind
from shared.values.labels import label, label_list
from shared.values.refusals import Conflict, Invalid
from shared.values.reported_days import ReportedDay, written_reported_day
from shared.values.terms import Term
from shared.values.texts import Text

KINDS_OF_A_TRACE: frozenset[MeetingKind] = frozenset({"evaluation", "renewal_planning", "draft_discussion"})
"""A meeting of one of these kinds can agree to additions."""
# An uncovered practice falls due after the same number of months (room `waiting`).
MONTHS_OF_A_MEETING = 6
_UNCERTAIN = Text(
    "Tanggal rapat tidak pasti ({held}); mungkin lebih dari enam bulan yang lalu. Periksa catatannya.",
    "The day of the meeting is uncertain ({held}); it may be more than six months ago. Check the record.",
)
_GAP = Text(
    "Ada jeda {days} hari tanpa perjanjian yang berlaku ({ended} sampai {begins}).",
    "For {days} days no agreement is in force ({ended} to {begins}).",
)


class PredecessorNotSigned(Conflict):
    """Only an agreement that is signed, and not yet superseded, can be extended."""

    title = Text("Belum dapat diperpanjang", "Cannot be extended")
    detail = Text(
        "Perjanjian berstatus {state}; hanya yang sudah ditandatangani dan belum digantikan dapat diperpanjang.",
        "The agreement is {state}; only one that is signed and not superseded can be extended.",
    )


class SuccessorExists(Conflict):
    """The agreement has a successor that is not withdrawn."""

    title = Text("Perpanjangan sudah ada", "Extension exists")
    detail = Text(
        "Perjanjian ini sudah memiliki perpanjangan {id}. Ubah draf itu, atau tarik dahulu.",
        "This agreement has the extension {id}. Change that draft, or withdraw it first.",
    )


class MeetingOfAnotherKind(Invalid):
    """The meeting is of no kind that can agree to additions."""

    title = Text("Rapat bukan dasar penambahan", "Meeting cannot agree to additions")
    detail = Text(
        "Rapat ini adalah rapat {kinds}. Sebutkan rapat {needed}, atau alasan penambahan.",
        "The kinds of this meeting are {kinds}. Name one of {needed}, or give the reason.",
    )


class MeetingTooOld(Invalid):
    """The meeting that agreed to the additions was held more than six months ago."""

    title = Text("Rapat sudah lewat enam bulan", "Meeting too old")
    detail = Text(
        "Rapat {held} lebih dari enam bulan yang lalu. Sebutkan rapat yang lebih baru, atau alasannya.",
        "The meeting of {held} was more than six months ago. Name a newer one, or give the reason.",
    )


def require_extendable(agreement: Agreement, successor_id: UUID | None) -> None:
    """Raise `PredecessorNotSigned` or `SuccessorExists`."""
    # An expired agreement is signed as well: it may be extended late, and the gap is shown as a caution.
    if agreement.document_state != "signed":
        raise PredecessorNotSigned(state=label("document_state", agreement.document_state))
    if successor_id is not None:
        raise SuccessorExists(id=successor_id)


@dataclass(frozen=True, slots=True)
class MeetingBasis:
    """A meeting about the predecessor that is named as the basis of additions."""

    kinds: tuple[MeetingKind, ...]
    held: ReportedDay
    recorded_on: date

    def require_fit(self, today: date) -> tuple[Caution, ...]:
        """Raise `MeetingOfAnotherKind` or `MeetingTooOld`; a caution if its day is uncertain and may be too old."""
        if not KINDS_OF_A_TRACE & set(self.kinds):
            kinds, needed = (label_list("meeting_kind", sorted(codes)) for codes in (self.kinds, KINDS_OF_A_TRACE))
            raise MeetingOfAnotherKind(kinds=kinds, needed=needed)
        oldest = months_before(today, MONTHS_OF_A_MEETING)
        if self.held.latest_or(self.recorded_on) < oldest:
            raise MeetingTooOld(held=written_reported_day(self.held))
        if self.held.earliest and self.held.earliest >= oldest:
            return ()
        message = _UNCERTAIN.fill(held=written_reported_day(self.held))
        return (Caution(code="meeting_day_uncertain", message=message),)


def require_trace(meeting: MeetingBasis | None, reason: str | None, today: date) -> tuple[Caution, ...]:
    """Additions need a recent meeting or a reason; returns cautions about the meeting.

    Raises `AdditionsUntraced`, `MeetingOfAnotherKind` or `MeetingTooOld`.
    """
    if reason is not None:
        return ()
    if meeting is None:
        raise AdditionsUntraced
    return meeting.require_fit(today)


def months_before(day: date, months: int) -> date:
    """The same day some months ago, or the last day of that month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def took_over_on(successor: Agreement) -> date:
    """The first day on which the successor is in force: its start, or its last signature if that is later."""
    return max(successor.agreed_term.effective_from, successor.last_signed_on)


def gap_days(before: Term, begins: date) -> int:
    """The number of days on which neither agreement was in force."""
    return max(0, (begins - before.effective_until).days - 1)


def cautions(before: Term, begins: date) -> tuple[Caution, ...]:
    """A caution about a gap between the end of the predecessor and the start of the successor."""
    days = gap_days(before, begins)
    if days == 0:
        return ()
    message = _GAP.fill(days=days, ended=before.effective_until, begins=begins)
    return (Caution(code="gap_between_terms", message=message),)
