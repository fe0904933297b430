"""Recording signatures and late numbers, and what a complete set of signatures means."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, scope_to_change
from services.agreements.agreement.commands.announcing import about, scope_item_ref
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Receipt, ScopeItem, Signature
from services.agreements.agreement.model.scope import scope_diff
from services.agreements.agreement.store import load_agreement, lock_agreement, save_agreement
from services.agreements.signing.model import add_number, cautions, check_signature, party_of
from services.agreements.signing.store import save_signature
from shared.access import Work, use_case
from shared.contracts.agreements import AgreementExtended, AgreementSigned, ScopeExtended, SignatureRecorded
from shared.values.terms import day_in, moment_of
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class RecordSignature:
    """A party has signed."""

    agreement_id: UUID
    seen: int
    party_id: UUID
    signature: Signature


@dataclass(frozen=True, slots=True)
class RecordNumber:
    """The number that a partner gives its copy later."""

    agreement_id: UUID
    seen: int
    party_id: UUID
    document_number: str


@use_case(*KEEPERS, scope=scope_to_change)
async def record_signature(work: Work, command: RecordSignature) -> Receipt:
    """Record one signature; with the last one that is awaited the agreement is signed."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.seen)
    party = party_of(agreement, command.party_id)
    check_signature(party, command.signature, day_in(agreement.zone, work.now))
    signed = agreement.put_signature(party, command.signature)
    await save_signature(work.connection, party, command.signature)
    await save_agreement(work, agreement)
    _announce_signature(work, agreement, command)
    if signed:
        _announce_signed(work, agreement)
        await _announce_extended(work, agreement)
    return agreement.receipt().model_copy(update={"cautions": cautions(command.signature)})


@use_case(*KEEPERS, scope=scope_to_change)
async def record_number(work: Work, command: RecordNumber) -> Receipt:
    """Record the number that was missing when the party signed."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.seen)
    party = party_of(agreement, command.party_id)
    await save_signature(work.connection, party, add_number(party, command.document_number))
    await save_agreement(work, agreement)
    return agreement.receipt()


def _announce_signature(work: Work, agreement: Agreement, command: RecordSignature) -> None:
    signature = command.signature
    # Letters of appointment and powers of attorney stay with the agreement: the event is public.
    event = SignatureRecorded(
        **about(agreement),
        party_id=command.party_id,
        position=signature.position,
        capacity=signature.capacity,
        method=signature.method,
        signed_on=signature.signed_on,
        outstanding=agreement.outstanding,
    )
    work.emit(event, occurred_at=moment_of(signature.signed_on, agreement.zone, work.now))


def _announce_signed(work: Work, agreement: Agreement) -> None:
    event = AgreementSigned(
        **about(agreement),
        predecessor_id=agreement.predecessor_id,
        term=agreement.agreed_term,
        signed_on=agreement.last_signed_on,
        scope_items=tuple(scope_item_ref(item) for item in agreement.scope_items),
    )
    work.emit(event, occurred_at=moment_of(agreement.last_signed_on, agreement.zone, work.now))


async def _announce_extended(work: Work, agreement: Agreement) -> None:
    if agreement.predecessor_id is None:
        return
    # Not locked: the predecessor is signed, and its scope does not change any more.
    before = await load_agreement(work.connection, agreement.predecessor_id)
    diff = scope_diff(before.scope_items, agreement.scope_items)
    moment = moment_of(agreement.last_signed_on, agreement.zone, work.now)
    extended = AgreementExtended(
        **about(agreement),
        predecessor_id=before.id,
        term=agreement.agreed_term,
        kept=len(diff.kept),
        added=len(diff.added),
        removed=len(diff.removed),
    )
    work.emit(extended, occurred_at=moment)
    # Programs plan whatever this lists. What is kept has its programs, which go over at the start of the extension.
    if diff.added:
        work.emit(_scope_extended(agreement, before.id, diff.added), occurred_at=moment)


def _scope_extended(agreement: Agreement, predecessor_id: UUID, added: Sequence[ScopeItem]) -> ScopeExtended:
    return ScopeExtended(
        **about(agreement),
        predecessor_id=predecessor_id,
        term=agreement.agreed_term,
        added=tuple(scope_item_ref(item) for item in added),
        meeting_id=agreement.additions_meeting_id,
        reason=agreement.additions_reason,
    )
