"""When an agreement may be extended or terminated, and the gap between it and its successor."""

from datetime import date
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.differences import gap_days
from services.agreements.agreement.model.parts import Caution
from services.agreements.agreement.model.terms import InForce
from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid, require_past
from shared.values.texts import Text

ADDENDUM_DAY = Text("Tanggal adendum", "The day of the addendum")
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


class NumberOfNoAgreement(Invalid):
    """No agreement that the actor may read has the registration number."""

    title = Text("Nomor registrasi tidak dikenal", "Unknown registration number")
    detail = Text(
        "Tidak ada perjanjian bernomor registrasi {number}, atau Anda tidak dapat membacanya.",
        "No agreement has the registration number {number}, or you may not read it.",
    )


class NotInForceThen(Invalid):
    """An agreement can only end on a day on which it is in force."""

    title = Text("Tidak berlaku pada hari itu", "Not in force on that day")
    detail = Text(
        "Perjanjian ini tidak berlaku pada {day}. Pilih hari di dalam masa berlakunya.",
        "The agreement is not in force on {day}. Choose a day on which it is.",
    )


class TermUnchanged(Invalid):
    """An addendum names the last day that the agreement has already."""

    title = Text("Masa berlaku tidak berubah", "Term unchanged")
    detail = Text(
        "Perjanjian ini sudah berlaku sampai {day}. Sebutkan hari terakhir menurut adendumnya.",
        "The agreement is in force until {day} already. Name the last day according to the addendum.",
    )


class TermEndsTooEarly(Invalid):
    """An addendum would end an agreement before the day on which it was signed."""

    title = Text("Hari terakhir terlalu awal", "Last day too early")
    detail = Text(
        "Hari terakhir {day} lebih awal daripada tanggal adendum, {signed}. Perjanjian yang berakhir lebih awal "
        "dicatat sebagai pengakhiran.",
        "The last day {day} is before the day of the addendum, {signed}. An agreement that ends early is recorded as a "
        "termination.",
    )


def require_amendable(days: InForce, last_day: date | None, signed_on: date, today: date) -> None:
    """Raise unless an addendum that was signed on a day in force changes the last day to one that is not over then.

    Raises `DayInTheFuture`, `NotInForceThen`, `TermUnchanged` or `TermEndsTooEarly`.
    """
    require_past(ADDENDUM_DAY, signed_on, today)
    # Today as well: what has expired is extended by a new agreement.
    require_in_force(days, today)
    require_in_force(days, signed_on)
    if last_day == days.in_force_until:
        raise TermUnchanged(day=last_day or "")
    if last_day is not None and last_day < signed_on:
        raise TermEndsTooEarly(day=last_day, signed=signed_on)


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
