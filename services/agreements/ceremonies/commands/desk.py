"""Work at the desks of an open ceremony: partners sign one after another, some are late, absent or taken off the list.

Several desks work at the same time. Each signature has a transaction of its own, which locks its agreement first and
the row of the ceremony last; so desks wait for each other only while the order number is saved.
"""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Caution, Party, Receipt
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.ceremonies.access import KEEPERS, scope_to_work
from services.agreements.ceremonies.model.ceremony import MARK, SIGN, Ceremony
from services.agreements.ceremonies.model.parts import DeskSignature, SigningAs
from services.agreements.ceremonies.model.refusals import KeeperSignsForAll, SignatoryMissing, SignedElsewhere
from services.agreements.ceremonies.store.ceremonies import load_ceremony
from services.agreements.ceremonies.store.desk import insert_desk_signature, load_desk_signature, save_mark
from services.agreements.signing.commands.signatures import RecordSignature, record_signature
from services.agreements.signing.model import party_of
from shared.access import Work, use_case
from shared.values.cooperation import CeremonyMark
from shared.values.ids import new_id
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class SignAtDesk:
    """The first, second or later signer of a partner signs; without a position, the one that was prepared."""

    ceremony_id: UUID
    agreement_id: UUID
    party_id: UUID
    signer: int = 1
    signs_as: SigningAs | None = None


@dataclass(frozen=True, slots=True)
class MarkAgreement:
    """An agreement is late, absent or taken off the list; None takes the mark back."""

    ceremony_id: UUID
    agreement_id: UUID
    mark: CeremonyMark | None


@dataclass(frozen=True, slots=True)
class SignedAtDesk:
    """A signature with its number in the order; the receipt of its agreement, and cautions if it is new."""

    signature: DeskSignature
    agreement: Receipt

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """Possible mistakes in the signature."""
        return self.agreement.cautions


@use_case(*KEEPERS, scope=scope_to_work)
async def sign_at_desk(work: Work, command: SignAtDesk) -> SignedAtDesk:
    """Record the signature of a partner, once: a desk that repeats it gets the number that it has."""
    ceremony = await load_ceremony(work.connection, command.ceremony_id)
    entry = ceremony.entry(command.agreement_id)
    agreement = await lock_agreement(work.connection, command.agreement_id)
    party = party_of(agreement, command.party_id)
    given = await load_desk_signature(work.connection, ceremony.id, party.id, command.signer)
    if given is not None:
        return SignedAtDesk(given, agreement.receipt())
    SIGN.require(ceremony.state)
    _require_awaited(ceremony, agreement, party, command.signer)
    signs_as = command.signs_as or entry.signatory(party.id, command.signer)
    if signs_as is None:
        raise SignatoryMissing(name=party.unit.public_name)
    return await _sign(work, command, ceremony, signs_as)


@use_case(*KEEPERS, scope=scope_to_work)
async def mark_agreement(work: Work, command: MarkAgreement) -> Ceremony:
    """Mark an agreement; one that all parties sign after all counts as signed."""
    ceremony = await load_ceremony(work.connection, command.ceremony_id)
    ceremony.entry(command.agreement_id)
    MARK.require(ceremony.state)
    if not await save_mark(work.connection, ceremony.id, command.agreement_id, command.mark):
        await _refuse_closed(work, ceremony.id)
    return await load_ceremony(work.connection, ceremony.id)


async def _sign(work: Work, command: SignAtDesk, ceremony: Ceremony, signs_as: SigningAs) -> SignedAtDesk:
    signature = signs_as.signature(
        id=new_id(), party_id=command.party_id, signed_on=day_in(ceremony.zone, work.now), signed_at=work.now
    )
    receipt = await record_signature(work, RecordSignature(command.agreement_id, None, signature))
    given = await insert_desk_signature(work.connection, ceremony.id, command.agreement_id, signature, command.signer)
    if given is None:
        await _refuse_closed(work, ceremony.id)
        raise AssertionError("an open ceremony has a next order number")
    return SignedAtDesk(given, receipt)


def _require_awaited(ceremony: Ceremony, agreement: Agreement, party: Party, signer: int) -> None:
    if party.unit.id in {each.id for each in ceremony.units}:
        raise KeeperSignsForAll(name=party.unit.name)
    signatures = agreement.signatures_of(party)
    if len(signatures) >= signer:
        raise SignedElsewhere(name=party.unit.public_name, signed_on=signatures[-1].signed_on)


async def _refuse_closed(work: Work, ceremony_id: UUID) -> None:
    """Another desk has closed the ceremony since it was loaded."""
    SIGN.require((await load_ceremony(work.connection, ceremony_id)).state)
