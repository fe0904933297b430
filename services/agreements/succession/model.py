"""When an agreement may be extended, and when and with which gap its successor takes over."""

import calendar
from datetime import date
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Caution
from services.agreements.agreement.model.scope import AdditionsUntraced
from shared.values.refusals import Conflict, Invalid
from shared.values.terms import Term
from shared.values.texts import Text

# What is practised but not covered falls due by the same number (room `waiting`).
MONTHS_OF_A_MEETING = 6


class PredecessorNotSigned(Conflict):
    """Only what was signed, and not yet superseded, can be extended."""

    title = Text("Belum dapat diperpanjang", "Cannot be extended")
    detail = Text(
        "Perjanjian berstatus {state}; hanya yang sudah ditandatangani dan belum digantikan dapat diperpanjang.",
        "The agreement is {state}; only one that is signed and not superseded can be extended.",
    )


class SuccessorExists(Conflict):
    """There is one live successor at most."""

    title = Text("Perpanjangan sudah ada", "Extension exists")
    detail = Text(
        "Perjanjian ini sudah memiliki perpanjangan {id}. Ubah draf itu, atau tarik dahulu.",
        "This agreement has the extension {id}. Change that draft, or withdraw it first.",
    )


class MeetingTooOld(Invalid):
    """What was agreed long ago must be looked at again, or explained."""

    title = Text("Rapat sudah terlalu lama", "Meeting too old")
    detail = Text(
        "Rapat {held_on} lebih dari enam bulan yang lalu. Sebutkan rapat yang lebih baru, atau alasannya.",
        "The meeting of {held_on} was more than six months ago. Name a newer one, or give the reason.",
    )


def require_extendable(agreement: Agreement, successor_id: UUID | None) -> None:
    """Raise `PredecessorNotSigned` or `SuccessorExists`."""
    # One that has expired is signed as well: it may be extended late, and the gap is named instead.
    if agreement.document_state != "signed":
        raise PredecessorNotSigned(state=agreement.document_state)
    if successor_id is not None:
        raise SuccessorExists(id=successor_id)


def require_trace(held_on: date | None, reason: str | None, today: date) -> None:
    """Raise `AdditionsUntraced` or `MeetingTooOld`: additions rest on a recent meeting or on a reason."""
    if reason is not None:
        return
    if held_on is None:
        raise AdditionsUntraced
    if held_on < months_before(today, MONTHS_OF_A_MEETING):
        raise MeetingTooOld(held_on=held_on)


def months_before(day: date, months: int) -> date:
    """The same day some months ago, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def took_over_on(successor: Agreement) -> date:
    """The first day on which the successor is in force: its start, or its last signature where that came later."""
    return max(successor.agreed_term.effective_from, successor.last_signed_on)


def gap_days(before: Term, begins: date) -> int:
    """Days on which neither was in force."""
    return max(0, (begins - before.effective_until).days - 1)


def cautions(before: Term, begins: date) -> tuple[Caution, ...]:
    """A gap between the end of one and the beginning of the other."""
    days = gap_days(before, begins)
    if days == 0:
        return ()
    return (
        Caution(
            code="gap_between_terms",
            id=f"Ada jeda {days} hari tanpa perjanjian yang berlaku ({before.effective_until} sampai {begins}).",
            en=f"For {days} days no agreement is in force ({before.effective_until} to {begins}).",
        ),
    )
