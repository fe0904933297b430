"""Recording signatures and late numbers, and announcing a complete set of signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, scope_to_change
from services.agreements.agreement.commands.announcing import Announcement, scope_item_ref
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Receipt, ScopeItem, Signature
from services.agreements.agreement.model.scope import scope_diff
from services.agreements.agreement.store import load_agreement, lock_agreement, save_agreement
from services.agreements.signing.model import add_number, cautions, check_signature, party_of
from services.agreements.signing.store import save_signature
from shared.access import Work, use_case
from shared.contracts.agreements import AgreementExtended, AgreementSigned, ScopeExtended
from shared.contracts.negotiation import SignatureRecorded
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class RecordSignature:
    """A party has signed."""

    agreement_id: UUID
    expected_version: int
    party_id: UUID
    signature: Signature


@dataclass(frozen=True, slots=True)
class RecordNumber:
    """The number that a partner gives its copy later."""

    agreement_id: UUID
    expected_version: int
    party_id: UUID
    document_number: str


@use_case(*KEEPERS, scope=scope_to_change)
async def record_signature(work: Work, command: RecordSignature) -> Receipt:
    """Record one signature; with the last one that is awaited the agreement is signed."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    party = party_of(agreement, command.party_id)
    today = day_in(agreement.zone, work.now)
    check_signature(party, command.signature, today)
    signed = agreement.put_signature(party, command.signature)
    await save_signature(work.connection, party, command.signature)
    await save_agreement(work, agreement)
    _announce_signature(work, agreement, command)
    if signed:
        await _announce_signed(Announcement.on(work, agreement, agreement.last_signed_on))
    found = cautions(command.signature, agreement.term, today)
    return agreement.receipt().model_copy(update={"cautions": found})


@use_case(*KEEPERS, scope=scope_to_change)
async def record_number(work: Work, command: RecordNumber) -> Receipt:
    """Record the number that was missing when the party signed."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    party = party_of(agreement, command.party_id)
    await save_signature(work.connection, party, add_number(party, command.document_number))
    await save_agreement(work, agreement)
    return agreement.receipt()


def _announce_signature(work: Work, agreement: Agreement, command: RecordSignature) -> None:
    signature = command.signature
    announcement = Announcement.on(work, agreement, signature.signed_on)
    # Letters of appointment and powers of attorney stay with the agreement, because they may name a person.
    announcement.emit(
        SignatureRecorded(
            **announcement.about,
            party_id=command.party_id,
            position=signature.position,
            capacity=signature.capacity,
            method=signature.method,
            signed_on=signature.signed_on,
            outstanding=agreement.outstanding,
        )
    )


async def _announce_signed(announcement: Announcement) -> None:
    agreement = announcement.agreement
    announcement.emit(
        AgreementSigned(
            **announcement.about,
            predecessor_id=agreement.predecessor_id,
            term=agreement.agreed_term,
            signed_on=agreement.last_signed_on,
            scope_items=tuple(scope_item_ref(item) for item in agreement.scope_items),
        )
    )
    if agreement.predecessor_id is not None:
        # Not locked: the predecessor is signed, so its scope no longer changes.
        before = await load_agreement(announcement.work.connection, agreement.predecessor_id)
        _announce_extended(announcement, before)


def _announce_extended(announcement: Announcement, before: Agreement) -> None:
    agreement = announcement.agreement
    diff = scope_diff(before.scope_items, agreement.scope_items)
    announcement.emit(
        AgreementExtended(
            **announcement.about,
            predecessor_id=before.id,
            term=agreement.agreed_term,
            kept=len(diff.kept),
            added=len(diff.added),
            removed=len(diff.removed),
        )
    )
    # The service programs plans a program for every item listed here. Kept items have their programs already, which
    # are handed over when the extension begins.
    if diff.added:
        _announce_scope(announcement, before.id, diff.added)


def _announce_scope(announcement: Announcement, predecessor_id: UUID, added: Sequence[ScopeItem]) -> None:
    agreement = announcement.agreement
    announcement.emit(
        ScopeExtended(
            **announcement.about,
            predecessor_id=predecessor_id,
            term=agreement.agreed_term,
            added=tuple(scope_item_ref(item) for item in added),
            meeting_id=agreement.additions_meeting_id,
            reason=agreement.additions_reason,
        )
    )
