"""When an agreement may be extended or terminated, and the gap between it and its successor."""

from datetime import date
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Caution
from services.agreements.agreement.model.terms import InForce
from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid
from shared.values.texts import Text

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
    """The agreement has a successor that binds or may still come to bind."""

    title = Text("Perpanjangan sudah ada", "Extension exists")
    detail = Text(
        "Perjanjian ini sudah memiliki perpanjangan {id}. Lanjutkan perpanjangan itu, atau akhiri dahulu.",
        "This agreement has the extension {id}. Go on with that one, or end it first.",
    )


class NotInForceThen(Invalid):
    """An agreement can only end on a day on which it is in force."""

    title = Text("Tidak berlaku pada hari itu", "Not in force on that day")
    detail = Text(
        "Perjanjian ini tidak berlaku pada {day}. Pilih hari di dalam masa berlakunya.",
        "The agreement is not in force on {day}. Choose a day on which it is.",
    )


def require_extendable(agreement: Agreement, successor_id: UUID | None) -> None:
    """Raise `PredecessorNotSigned` or `SuccessorExists`."""
    # An expired agreement is signed as well: it may be extended late, and the gap is shown as a caution.
    if agreement.document_state != "signed":
        raise PredecessorNotSigned(state=label("document_state", agreement.document_state))
    if successor_id is not None:
        raise SuccessorExists(id=successor_id)


def require_in_force(days: InForce, day: date) -> None:
    """Raise `NotInForceThen` unless the agreement is in force on the day."""
    if not days.holds_on(day):
        raise NotInForceThen(day=day)


def gap_days(before: InForce, begins: date) -> int:
    """The number of days on which neither agreement was in force."""
    if before.in_force_until is None:
        return 0
    return max(0, (begins - before.in_force_until).days - 1)


def cautions(before: Agreement, extension: Agreement) -> tuple[Caution, ...]:
    """A caution about a gap between the end of the predecessor and the start of the successor, if it is known."""
    begins = extension.term.starts_on if extension.term else None
    if begins is None or before.in_force is None:
        return ()
    days = gap_days(before.in_force, begins)
    if days == 0:
        return ()
    message = _GAP.fill(days=days, ended=before.in_force_until, begins=begins)
    return (Caution(code="gap_between_terms", message=message),)
