"""The rules of signing: who, when, under which number. An acting signatory makes one look twice, and never blocks."""

from datetime import date
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Caution, Party, Signature
from shared.values.refusals import Conflict, Invalid
from shared.values.texts import Text

_CAPACITIES = {"acting": "Plt.", "daily_acting": "Plh."}


class PartyUnknown(Invalid):
    """No party of the agreement bears this id."""

    title = Text("Bukan pihak perjanjian", "Not a party")
    detail = Text("Perjanjian ini tidak memiliki pihak dengan id {id}.", "The agreement has no party with the id {id}.")


class AlreadySigned(Conflict):
    """The party has signed."""

    title = Text("Sudah menandatangani", "Already signed")
    detail = Text(
        "Pihak ini sudah menandatangani tanggal {signed_on}.", "This party has signed already, on {signed_on}."
    )


class NotSignedYet(Conflict):
    """A number follows a signature."""

    title = Text("Belum menandatangani", "Not signed yet")
    detail = Text("Catat dahulu tanda tangan pihak ini.", "Record the signature of this party first.")


class SignedInTheFuture(Invalid):
    """A signature is recorded once it was given."""

    title = Text("Tanggal tanda tangan di masa depan", "Signed in the future")
    detail = Text(
        "Tanda tangan tanggal {signed_on} belum terjadi; hari ini {today}.",
        "The signature of {signed_on} has not been given; today is {today}.",
    )


class NumberRequired(Invalid):
    """A facility signs under a number of its own."""

    title = Text("Nomor dokumen belum ada", "Document number required")
    detail = Text(
        "Tanda tangan satuan kerja memerlukan nomor dokumennya sendiri.",
        "The signature of a facility needs its own document number.",
    )


class NumberTaken(Conflict):
    """The issuer has used the number in that year."""

    title = Text("Nomor sudah dipakai", "Number taken")
    detail = Text(
        'Nomor "{number}" sudah dipakai oleh penerbit yang sama pada tahun {year}. Periksa nomornya.',
        'The number "{number}" has been used by the same issuer in {year}. Check the number.',
    )


class NumberKnown(Conflict):
    """The party's number is on record."""

    title = Text("Nomor sudah tercatat", "Number on record")
    detail = Text('Pihak ini sudah bernomor "{number}".', 'This party has the number "{number}".')


def party_of(agreement: Agreement, party_id: UUID) -> Party:
    """The party with this id. Raises `PartyUnknown`."""
    found = next((party for party in agreement.parties if party.id == party_id), None)
    if found is None:
        raise PartyUnknown(id=party_id)
    return found


def check_signature(party: Party, signature: Signature, today: date) -> None:
    """Raise `AlreadySigned`, `SignedInTheFuture` or `NumberRequired`."""
    if party.signature:
        raise AlreadySigned(signed_on=party.signature.signed_on)
    if signature.signed_on > today:
        raise SignedInTheFuture(signed_on=signature.signed_on, today=today)
    # A partner's number may come later: it is chased, and holds up no signing.
    if party.facility and signature.document_number is None:
        raise NumberRequired


def add_number(party: Party, number: str) -> Signature:
    """The party's signature with the number that came later. Raises `NotSignedYet` or `NumberKnown`."""
    if party.signature is None:
        raise NotSignedYet
    if party.signature.document_number is not None:
        raise NumberKnown(number=party.signature.document_number)
    return party.signature.model_copy(update={"document_number": number})


def cautions(signature: Signature) -> tuple[Caution, ...]:
    """What a reader should look at twice: an acting signatory, and one without the letter that appoints."""
    # The mandate of a Plt or Plh is for routine tasks, not for decisions that change the legal status of organisation,
    # staff or budget (UU 30/2014 art. 14). What an agreement is, people have to say; a Plt has signed a PKS before.
    if signature.capacity == "definitive":
        return ()
    by = f"{_CAPACITIES[signature.capacity]} {signature.position}"
    found = [
        Caution(
            code="acting_signatory",
            id=f"Ditandatangani oleh {by}. Pastikan kewenangannya mencakup penandatanganan.",
            en=f"Signed by {by}. Make sure that the mandate includes signing.",
        )
    ]
    if signature.appointment_letter is None:
        found.append(
            Caution(
                code="appointment_letter_missing",
                id=f"Surat penunjukan {by} belum disebut.",
                en=f"The letter appointing {by} is not named.",
            )
        )
    return tuple(found)
