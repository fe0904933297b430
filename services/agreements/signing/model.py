"""The rules of signing. An acting official, or an unlikely day, gives a caution and never blocks."""

from datetime import date
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Caution, Party, Signature
from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid, require_past
from shared.values.terms import Term
from shared.values.texts import Text

LONG_AGO_YEARS = 10
"""An earlier signature is recorded as it is reported, but the year may be a slip."""
_SIGNING_DAY = Text("Tanggal penandatanganan", "The day of signing")
_ACTING_SIGNATORY = Text(
    "Ditandatangani oleh {capacity} {position}. Pastikan kewenangannya mencakup penandatanganan.",
    "Signed by {capacity} {position}. Make sure that the mandate includes signing.",
)
_LETTER_MISSING = Text(
    "Surat perintah {capacity} {position} belum dicantumkan.",
    "The letter appointing the {capacity} {position} is missing.",
)

_SIGNED_AFTER_TERM = Text(
    "Ditandatangani {signed_on}, sesudah perjanjian berakhir {until}. Periksa tanggalnya.",
    "Signed on {signed_on}, after the end of the agreement on {until}. Check the day.",
)
_SIGNED_LONG_AGO = Text(
    "Ditandatangani {signed_on}, lebih dari sepuluh tahun yang lalu. Periksa tahunnya.",
    "Signed on {signed_on}, more than ten years ago. Check the year.",
)


class PartyUnknown(Invalid):
    """The request names a party that the agreement does not have."""

    title = Text("Bukan pihak perjanjian", "Not a party")
    detail = Text("Perjanjian ini tidak memiliki pihak dengan id {id}.", "The agreement has no party with the id {id}.")


class AlreadySigned(Conflict):
    """The party has signed."""

    title = Text("Sudah menandatangani", "Already signed")
    detail = Text(
        "Pihak ini sudah menandatangani tanggal {signed_on}.", "This party has already signed on {signed_on}."
    )


class NotSignedYet(Conflict):
    """A number can only be added to a signature."""

    title = Text("Belum menandatangani", "Not signed yet")
    detail = Text("Catat dahulu tanda tangan pihak ini.", "Record the signature of this party first.")


class NumberRequired(Invalid):
    """A facility signs under a number of its own."""

    title = Text("Nomor naskah belum ada", "Document number required")
    detail = Text(
        "Tanda tangan UPT memerlukan nomor naskahnya sendiri.",
        "The signature of a facility needs its own document number.",
    )


class NumberTaken(Conflict):
    """The issuer has used the number in that year."""

    title = Text("Nomor sudah dipakai", "Number taken")
    detail = Text(
        'Nomor "{number}" sudah dipakai oleh penerbit yang sama pada tahun {year}. Periksa nomornya.',
        'The same issuer has already used the number "{number}" in {year}. Check the number.',
    )


class NumberKnown(Conflict):
    """The party's number is recorded."""

    title = Text("Nomor sudah tercatat", "Number already recorded")
    detail = Text('Pihak ini sudah bernomor "{number}".', 'This party already has the number "{number}".')


def party_of(agreement: Agreement, party_id: UUID) -> Party:
    """The party with this id. Raises `PartyUnknown`."""
    found = next((party for party in agreement.parties if party.id == party_id), None)
    if found is None:
        raise PartyUnknown(id=party_id)
    return found


def check_signature(party: Party, signature: Signature, today: date) -> None:
    """Raise `AlreadySigned`, `DayInTheFuture` or `NumberRequired`."""
    if party.signature:
        raise AlreadySigned(signed_on=party.signature.signed_on)
    require_past(_SIGNING_DAY, signature.signed_on, today)
    # A partner's number may come later: it is listed as missing, and does not hold up the signing.
    if party.facility and signature.document_number is None:
        raise NumberRequired


def add_number(party: Party, number: str) -> Signature:
    """The party's signature with the number that came later. Raises `NotSignedYet` or `NumberKnown`."""
    if party.signature is None:
        raise NotSignedYet
    if party.signature.document_number is not None:
        raise NumberKnown(number=party.signature.document_number)
    return party.signature.model_copy(update={"document_number": number})


def cautions(signature: Signature, term: Term | None, today: date) -> tuple[Caution, ...]:
    """Cautions about who signed, and about an unlikely day of signing."""
    return (*_about_signatory(signature), *_about_day(signature.signed_on, term, today))


def _about_signatory(signature: Signature) -> list[Caution]:
    # The mandate of a Plt or Plh covers routine tasks, not decisions that change the legal status of organisation,
    # staff or budget (UU 30/2014 art. 14). Whether an agreement is such a decision is for people to judge: a Plt has
    # signed a PKS before.
    if signature.capacity == "definitive":
        return []
    signatory = {"capacity": label("capacity", signature.capacity), "position": signature.position}
    found = [Caution(code="acting_signatory", message=_ACTING_SIGNATORY.fill(**signatory))]
    if signature.appointment_letter is None:
        found.append(Caution(code="appointment_letter_missing", message=_LETTER_MISSING.fill(**signatory)))
    return found


def _about_day(signed_on: date, term: Term | None, today: date) -> list[Caution]:
    found = []
    if term and signed_on > term.effective_until:
        message = _SIGNED_AFTER_TERM.fill(signed_on=signed_on, until=term.effective_until)
        found.append(Caution(code="signed_after_term", message=message))
    # Compared by parts, because 29 February does not exist in every year.
    if (signed_on.year + LONG_AGO_YEARS, signed_on.month, signed_on.day) < (today.year, today.month, today.day):
        found.append(Caution(code="signed_long_ago", message=_SIGNED_LONG_AGO.fill(signed_on=signed_on)))
    return found
