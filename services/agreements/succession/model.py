"""When an agreement may be extended, when its successor takes over, and the gap between both."""

import calendar
from datetime import date
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Caution
from services.agreements.agreement.model.scope import AdditionsUntraced
from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid
from shared.values.terms import Term
from shared.values.texts import Text

# An uncovered practice falls due after the same number of months (room `waiting`).
MONTHS_OF_A_MEETING = 6
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


class MeetingTooOld(Invalid):
    """The meeting that agreed to the additions was held more than six months ago."""

    title = Text("Rapat sudah lewat enam bulan", "Meeting too old")
    detail = Text(
        "Rapat {held_on} lebih dari enam bulan yang lalu. Sebutkan rapat yang lebih baru, atau alasannya.",
        "The meeting of {held_on} was more than six months ago. Name a newer one, or give the reason.",
    )


def require_extendable(agreement: Agreement, successor_id: UUID | None) -> None:
    """Raise `PredecessorNotSigned` or `SuccessorExists`."""
    # An expired agreement is signed as well: it may be extended late, and the gap is shown as a caution.
    if agreement.document_state != "signed":
        raise PredecessorNotSigned(state=label("document_state", agreement.document_state))
    if successor_id is not None:
        raise SuccessorExists(id=successor_id)


def require_trace(held_on: date | None, reason: str | None, today: date) -> None:
    """Raise `AdditionsUntraced` or `MeetingTooOld`: additions need a recent meeting or a reason."""
    if reason is not None:
        return
    if held_on is None:
        raise AdditionsUntraced
    if held_on < months_before(today, MONTHS_OF_A_MEETING):
        raise MeetingTooOld(held_on=held_on)


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
