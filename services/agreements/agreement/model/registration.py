"""The rules of registering an agreement that was signed elsewhere."""

from datetime import date, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Caution, Party
from services.agreements.agreement.model.terms import InForce, TermClause, in_force_days
from shared.values.inputs import DocumentNumber
from shared.values.labels import label
from shared.values.refusals import Conflict, Denied, Invalid
from shared.values.texts import Text

DAY_OF_SIGNING = Text("Tanggal penandatanganan", "The day of signing")
DATE_OF_DOCUMENT = Text("Tanggal naskah", "The date of the document")
LAST_DAY = Text("Hari terakhir", "The last day")
RECENT_DAYS = 14
"""An agreement signed so few days ago could have been reviewed and signed in Sinergi."""
_SIGNED_RECENTLY = Text(
    "Ditandatangani {signed_on}, paling lama dua pekan yang lalu. Perjanjian baru ditelaah dan ditandatangani melalui "
    "Sinergi; pastikan perjanjian ini memang sudah ditandatangani di luar Sinergi.",
    "Signed on {signed_on}, at most two weeks ago. A new agreement is reviewed and signed in Sinergi; make sure that "
    "this one was signed elsewhere.",
)


class DaysUnknown(Invalid):
    """Without a first day nothing can be computed; an estimated one is marked by the confidence."""

    title = Text("Masa berlaku tidak diketahui", "Term unknown")
    detail = Text(
        "Sebutkan masa berlaku dengan hari pertamanya, atau tanggal penandatanganan.",
        "Give the term with its first day, or the day of signing.",
    )


class HeadNeeded(Denied):
    """An officer registers what is over; what still binds the unit needs its head."""

    title = Text("Perlu kepala unit", "Head needed")
    detail = Text(
        "Perjanjian ini belum berakhir. Perjanjian yang belum berakhir dicatat oleh kepala unit.",
        "This agreement is not over. The head of the unit registers an agreement that is not over.",
    )


class NotContinued(Conflict):
    """The agreement that is to be continued has another successor, or is not signed."""

    title = Text("Tidak dapat diteruskan", "Cannot be continued")
    detail = Text(
        "Perjanjian {number} berstatus {state} atau sudah memiliki penerus.",
        "The agreement {number} is {state} or has a successor.",
    )


class NumberOfNoParty(Invalid):
    """A number is given for a unit that is no party."""

    title = Text("Nomor bukan milik pihak", "Number of no party")
    detail = Text("Unit {id} bukan pihak perjanjian ini.", "The unit {id} is no party of this agreement.")


class NotRegistered(Conflict):
    """Only a registration can be retracted; an agreement that was signed in Sinergi is terminated."""

    title = Text("Bukan perjanjian lama yang dicatat", "Not a registered agreement")
    detail = Text(
        "Perjanjian {number} ditandatangani melalui Sinergi dan tidak dapat ditarik pencatatannya; akhiri saja.",
        "The agreement {number} was signed in Sinergi, so no registration can be retracted; terminate it instead.",
    )


class SuccessorNeedsIt(Conflict):
    """Another agreement continues the one whose registration is to be retracted."""

    title = Text("Sudah dilanjutkan", "Already continued")
    detail = Text(
        "Perjanjian {number} sudah dilanjutkan perjanjian lain. Tarik dahulu penerusnya.",
        "The agreement {number} is continued by another one. Retract its successor first.",
    )


class SupersededInForce(Conflict):
    """The agreement has taken over from one that would be in force without it."""

    title = Text("Sudah menggantikan perjanjian yang masih berlaku", "Has taken over from one in force")
    detail = Text(
        "Perjanjian {number} sudah menggantikan perjanjian yang masih berlaku; akhiri saja.",
        "The agreement {number} has taken over from one that would still be in force; terminate it instead.",
    )


class KnownNumber(BaseModel):
    """A document number as it is known, by the unit that is the party."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    unit_id: UUID
    number: DocumentNumber
    year: int | None = Field(None, ge=1900, le=2999, strict=True)


def registered_days(term: TermClause | None, signed_on: date | None) -> InForce:
    """The days in force, as far as they are known. Raises `DaysUnknown`."""
    first = (term.starts_on if term else None) or signed_on
    if first is None:
        raise DaysUnknown
    if term is None:
        return InForce(in_force_from=first, in_force_until=None)
    return in_force_days(term, signed_on or first)


def is_over(days: InForce, ended_on: date | None, today: date) -> bool:
    """Whether the last day of a registered agreement has passed."""
    last = ended_on or days.in_force_until
    return last is not None and last < today


def registration_cautions(signed_on: date | None, today: date) -> tuple[Caution, ...]:
    """A caution about an agreement that was signed recently, so without review in Sinergi."""
    if signed_on is None or signed_on < today - timedelta(days=RECENT_DAYS):
        return ()
    return (Caution(code="signed_recently", message=_SIGNED_RECENTLY.fill(signed_on=signed_on)),)


def require_extendable_by(agreement: Agreement, before: Agreement, successor_id: UUID | None) -> None:
    """Raise `NotContinued` unless a registered agreement can continue the one before it."""
    if before.document_state != "signed" or successor_id is not None:
        state = label("document_state", before.document_state)
        raise NotContinued(number=before.registration_number, state=state)
    agreement.require_after(before)


def require_restorable(agreement: Agreement, before: Agreement, today: date) -> None:
    """Raise `SupersededInForce` if an agreement has taken over from one that would be in force today."""
    # What it has taken over is handed over to its programs, and cannot be given back.
    if not is_over(before.days_in_force, None, today):
        raise SupersededInForce(number=agreement.registration_number)


def party_with(agreement: Agreement, unit_id: UUID) -> Party:
    """The party that a unit is. Raises `NumberOfNoParty`."""
    found = next((party for party in agreement.parties if party.unit.id == unit_id), None)
    if found is None:
        raise NumberOfNoParty(id=unit_id)
    return found
