"""The rules of signing and numbering. An acting official or an unlikely day gives a caution and never blocks."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Caution, DocumentNumber, Party, Signature
from services.agreements.agreement.model.terms import last_day
from services.agreements.register.model.units import Unit
from shared.values.capabilities import Capacity
from shared.values.cooperation import SignsFor
from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid, require_past
from shared.values.texts import Text

LONG_AGO_YEARS = 10
"""An earlier signature is recorded as it is reported, but the year may be a slip."""
SIGNING_DAY = Text("Tanggal penandatanganan", "The day of signing")
DOCUMENT_DAY = Text("Tanggal naskah", "The date of the document")
_ACTING_SIGNATORY = Text(
    "Penanda tangan: {capacity} {position}. Pastikan kewenangannya mencakup penandatanganan.",
    "The signatory is {capacity} {position}. Make sure that the mandate includes signing.",
)
_LETTER_MISSING = Text(
    "Surat {capacity} {position} belum dicantumkan.",
    "The letter of the {capacity} {position} is missing.",
)
_MANDATE_MISSING = Text(
    "Surat kuasa atau surat perintah bagi {position} belum dicantumkan.",
    "The power of attorney or the letter of instruction of the {position} is missing.",
)
_SIGNED_AFTER_TERM = Text(
    "Ditandatangani {signed_on}, sesudah perjanjian berakhir {until}. Periksa tanggalnya.",
    "Signed on {signed_on}, after the end of the agreement on {until}. Check the day.",
)
_SIGNED_LONG_AGO = Text(
    "Ditandatangani {signed_on}, lebih dari sepuluh tahun yang lalu. Periksa tahunnya.",
    "Signed on {signed_on}, more than ten years ago. Check the year.",
)
_NUMBER_DOUBLE = Text(
    'Nomor "{number}" sudah tercatat untuk {issuer} pada tahun {year}. Periksa nomornya.',
    'The number "{number}" is already recorded for {issuer} in {year}. Check the number.',
)


class SignsAs(Protocol):
    """The position and capacity in which someone signs, in whose name, and with which letter."""

    @property
    def position(self) -> str:
        """The position, never a name."""

    @property
    def capacity(self) -> Capacity:
        """How the position is held."""

    @property
    def signs_for(self) -> SignsFor:
        """In whose name it signs."""

    @property
    def letter(self) -> str | None:
        """The letter of appointment or the power of attorney."""


class PartyUnknown(Invalid):
    """The request names a party that the agreement does not have."""

    title = Text("Bukan pihak perjanjian", "Not a party")
    detail = Text("Perjanjian ini tidak memiliki pihak dengan id {id}.", "The agreement has no party with the id {id}.")


class SignatureUnknown(Invalid):
    """The request names a signature that the agreement does not have, or that is void."""

    title = Text("Tanda tangan tidak dikenal", "Unknown signature")
    detail = Text(
        "Perjanjian ini tidak memiliki tanda tangan sah dengan id {id}.",
        "The agreement has no valid signature with the id {id}.",
    )


class NumberUnknown(Invalid):
    """The request names a document number that the agreement does not have, or that was replaced."""

    title = Text("Nomor tidak dikenal", "Unknown number")
    detail = Text(
        "Perjanjian ini tidak memiliki nomor dengan id {id}.", "The agreement has no number with the id {id}."
    )


class AlreadySigned(Conflict):
    """Everyone who signs for the party has signed."""

    title = Text("Sudah menandatangani", "Already signed")
    detail = Text(
        "Pihak ini sudah menandatangani tanggal {signed_on}.", "This party has already signed on {signed_on}."
    )


class NumberTaken(Conflict):
    """One of our own units has used the number in that year."""

    title = Text("Nomor sudah dipakai", "Number taken")
    detail = Text(
        'Nomor "{number}" sudah dipakai oleh penerbit yang sama pada tahun {year}. Periksa nomornya.',
        'The same issuer has already used the number "{number}" in {year}. Check the number.',
    )


class NumberKnown(Conflict):
    """The party has a number; a wrong one is replaced with a reason."""

    title = Text("Nomor sudah tercatat", "Number already recorded")
    detail = Text(
        'Pihak ini sudah bernomor "{number}". Ganti nomor itu dengan alasan jika keliru.',
        'This party already has the number "{number}". Replace that number with a reason if it is wrong.',
    )


class IssuerUnfit(Invalid):
    """A partner's number is issued by a partner, and ours by one of our units."""

    title = Text("Penerbit nomor tidak sesuai", "Unfit issuer")
    detail = Text(
        "Nomor mitra diterbitkan oleh mitra, dan nomor unit kita oleh unit kita; {name} tidak sesuai.",
        "A partner issues a partner's number, and one of our units ours; {name} does not fit.",
    )


class DayOfCeremony(Conflict):
    """The agreement is on the list of a ceremony, so its planned day is that of the ceremony."""

    title = Text("Tanggalnya mengikuti acara", "The day follows the ceremony")
    detail = Text(
        'Perjanjian ini masuk daftar penandatanganan bersama "{title}" tanggal {day}. Ubah hari acaranya, atau '
        "keluarkan perjanjian dari daftar.",
        'The agreement is on the list of the ceremony "{title}" on {day}. Move the ceremony, or take the agreement off '
        "the list.",
    )


@dataclass(frozen=True, slots=True)
class CeremonyDay:
    """The ceremony at which an agreement is to be signed."""

    title: str
    planned_on: date


def party_of(agreement: Agreement, party_id: UUID) -> Party:
    """The party with this id. Raises `PartyUnknown`."""
    found = next((party for party in agreement.parties if party.id == party_id), None)
    if found is None:
        raise PartyUnknown(id=party_id)
    return found


def signature_of(agreement: Agreement, signature_id: UUID) -> Signature:
    """The valid signature with this id. Raises `SignatureUnknown`."""
    found = next((signature for signature in agreement.signatures if signature.id == signature_id), None)
    if found is None:
        raise SignatureUnknown(id=signature_id)
    return found


def number_of(agreement: Agreement, number_id: UUID) -> DocumentNumber:
    """The number with this id. Raises `NumberUnknown`."""
    found = next((number for number in agreement.numbers if number.id == number_id), None)
    if found is None:
        raise NumberUnknown(id=number_id)
    return found


def require_unsigned(agreement: Agreement, party: Party) -> None:
    """Raise `AlreadySigned` if everyone who signs for the party has signed."""
    if agreement.has_signed(party):
        raise AlreadySigned(signed_on=agreement.signatures_of(party)[-1].signed_on)


def require_day(signed_on: date, today: date) -> None:
    """Raise `DayInTheFuture` for a day of signing that has not come."""
    require_past(SIGNING_DAY, signed_on, today)


def require_unnumbered(agreement: Agreement, party: Party) -> None:
    """Raise `NumberKnown` if the party has a number."""
    found = next((number for number in agreement.numbers if number.party_id == party.id), None)
    if found is not None:
        raise NumberKnown(number=found.number)


def require_issuer(party: Party, issuer: Unit) -> None:
    """Raise `IssuerUnfit` unless the number may come from this unit."""
    # Often a unit above the party: Setda numbers for every Dinas, an office for its facilities.
    if party.is_ours == (issuer.kind == "partner"):
        raise IssuerUnfit(name=issuer.public_name)


def double_number(number: DocumentNumber) -> Caution:
    """A caution about a partner's number that is recorded twice."""
    values = {"number": number.number, "issuer": number.issuer.public_name, "year": number.year}
    return Caution(code="number_double", message=_NUMBER_DOUBLE.fill(**values))


def cautions(agreement: Agreement, signature: Signature, today: date) -> tuple[Caution, ...]:
    """Cautions about who signed, and about an unlikely day of signing."""
    return (*about_signatory(signature), *_about_day(agreement, signature.signed_on, today))


def about_signatory(signature: SignsAs) -> list[Caution]:
    """Cautions about the mandate of the position that signs."""
    # The mandate of a Plt or Plh covers routine tasks, not decisions that change the legal status of organisation,
    # staff or budget (UU 30/2014 art. 14). Whether an agreement is such a decision is for people to judge: a Plt has
    # signed a PKS before.
    if signature.capacity == "definitive" and signature.signs_for == "own":
        return []
    signatory = {"capacity": label("capacity", signature.capacity), "position": signature.position}
    found = []
    if signature.capacity != "definitive":
        found.append(Caution(code="acting_signatory", message=_ACTING_SIGNATORY.fill(**signatory)))
    if signature.letter is None:
        missing = _MANDATE_MISSING if signature.capacity == "definitive" else _LETTER_MISSING
        found.append(Caution(code="letter_missing", message=missing.fill(**signatory)))
    return found


def _about_day(agreement: Agreement, signed_on: date, today: date) -> list[Caution]:
    found = []
    term = agreement.term
    until = last_day(term, term.starts_on) if term and term.starts_on else None
    if until and signed_on > until:
        message = _SIGNED_AFTER_TERM.fill(signed_on=signed_on, until=until)
        found.append(Caution(code="signed_after_term", message=message))
    # Compared by parts, because 29 February does not exist in every year.
    if (signed_on.year + LONG_AGO_YEARS, signed_on.month, signed_on.day) < (today.year, today.month, today.day):
        found.append(Caution(code="signed_long_ago", message=_SIGNED_LONG_AGO.fill(signed_on=signed_on)))
    return found
