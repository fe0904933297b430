"""Recording and voiding signatures, and announcing a complete set of signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.access import require_own_desk, require_second_account
from services.agreements.agreement.commands.announcing import (
    Announcement,
    in_force_ref,
    scope_item_refs,
    signed_facts,
)
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Receipt, ScopeItem, Signature
from services.agreements.agreement.model.scope import scope_diff
from services.agreements.agreement.store.lines import load_linked_ids
from services.agreements.agreement.store.loading import load_agreement, lock_agreement
from services.agreements.agreement.store.saving import save_agreement, save_record_event
from services.agreements.signing.access import SIGNERS, scope_to_sign
from services.agreements.signing.model import (
    DOCUMENT_DAY,
    cautions,
    party_of,
    require_day,
    require_unsigned,
    signature_of,
)
from services.agreements.signing.store import insert_signature, load_next_ordinal, save_voided
from shared.access import Work, use_case
from shared.contracts.agreements import AgreementExtended, AgreementSigned, ScopeExtended
from shared.contracts.negotiation import SignatureRecorded, SignatureVoided
from shared.contracts.parts import Addition
from shared.values.refusals import require_past
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class RecordSignature:
    """A party has signed; `dated_on` is the date that the document bears, if it is another one.

    Without an expected version, whatever changed in between: at a ceremony several desks record signatures.
    """

    agreement_id: UUID
    expected_version: int | None
    signature: Signature
    dated_on: date | None = None

    @property
    def party_id(self) -> UUID:
        """The party that has signed."""
        return self.signature.party_id


@dataclass(frozen=True, slots=True)
class VoidSignature:
    """A signature was recorded by mistake or withdrawn, before all had signed."""

    agreement_id: UUID
    expected_version: int
    party_id: UUID
    signature_id: UUID
    reason: str
    override_reason: str | None = None


@use_case(*SIGNERS, scope=scope_to_sign)
async def record_signature(work: Work, command: RecordSignature) -> Receipt:
    """Record one signature; with the last one that is awaited the agreement is signed."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    if command.expected_version is not None:
        require_version(agreement.version, command.expected_version)
    party = party_of(agreement, command.party_id)
    require_unsigned(agreement, party)
    today = day_in(agreement.zone, work.now)
    require_day(command.signature.signed_on, today)
    if party.is_ours:
        require_own_desk(work, party.unit, command.signature.override_reason)
        await require_second_account(work, agreement.id)
    ordinal = await load_next_ordinal(work.connection, command.signature)
    signature = command.signature.model_copy(update={"ordinal": ordinal})
    if command.dated_on is not None:
        require_past(DOCUMENT_DAY, command.dated_on, today)
        agreement.date_document(command.dated_on)
    signed = agreement.put_signature(party, signature)
    await insert_signature(work, agreement, signature)
    await save_agreement(work, agreement)
    _announce_signature(work, agreement, signature)
    if signed:
        await _announce_signed(Announcement.on(work, agreement, agreement.last_signed_on))
    return agreement.receipt().model_copy(update={"cautions": cautions(agreement, signature, today)})


@use_case(*SIGNERS, scope=scope_to_sign)
async def void_signature(work: Work, command: VoidSignature) -> Receipt:
    """Void a signature; afterwards the party may sign again."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    party = party_of(agreement, command.party_id)
    require_own_desk(work, agreement.desk_of(party), command.override_reason)
    signature = signature_of(agreement, command.signature_id)
    agreement.void_signature(signature, command.reason)
    await save_voided(work, signature, command.reason, command.override_reason)
    await save_agreement(work, agreement)
    announcement = Announcement(work, agreement)
    announcement.emit(SignatureVoided(**announcement.about, party_id=party.id, outstanding=agreement.outstanding))
    return agreement.receipt()


def signed_event(agreement: Agreement, linked: Sequence[UUID] = ()) -> AgreementSigned:
    """The event of the last signature; `linked` are the agreements of other lines that it continues."""
    return AgreementSigned(**signed_facts(agreement), continued_ids=tuple(linked))


def _announce_signature(work: Work, agreement: Agreement, signature: Signature) -> None:
    announcement = Announcement.on(work, agreement, signature.signed_on)
    # Letters of appointment and powers of attorney stay with the agreement, because they may name a person.
    announcement.emit(
        SignatureRecorded(
            **announcement.about,
            party_id=signature.party_id,
            position=signature.position,
            capacity=signature.capacity,
            signs_for=signature.signs_for,
            method=signature.method,
            signed_on=signature.signed_on,
            outstanding=agreement.outstanding,
        )
    )


async def _announce_signed(announcement: Announcement) -> None:
    agreement = announcement.agreement
    linked = await load_linked_ids(announcement.work.connection, agreement.id)
    await save_record_event(announcement.work, agreement, announcement.emit(signed_event(agreement, linked)))
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
            in_force=in_force_ref(agreement.days_in_force),
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
            addendum_id=None,
            in_force=in_force_ref(agreement.days_in_force),
            added=scope_item_refs(added),
            additions=tuple(
                Addition(scope_item_id=item.id, ground=item.ground or "decided_without", meeting_id=item.meeting_id)
                for item in added
            ),
        )
    )
