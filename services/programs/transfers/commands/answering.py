"""Answering a proposed transfer: with the facility's own reference, or with the reason why it is not continued."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.authorisations.commands.event_parts import facility_ref
from services.programs.cohorts.model.admission import NotAPseudonym, is_pseudonym
from services.programs.cohorts.store.enrolments import load_program_of
from services.programs.participants.commands import names
from services.programs.participants.model import ReferenceTaken
from services.programs.participants.store import resolver
from services.programs.program.access import KEEPERS
from services.programs.transfers.access import scope_to_answer
from services.programs.transfers.model.transfer import Transfer, TransferDeclineReason
from services.programs.transfers.store import load_participant, lock_transfer, save_answer
from shared.access import Work, use_case
from shared.contracts.transfers import TransferAnswered
from shared.operations.settings import Settings
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class AcceptTransfer:
    """The participant is here, and is known by this reference."""

    transfer_id: UUID
    expected_version: int
    participant_ref: str
    settings: Settings


@dataclass(frozen=True, slots=True)
class DeclineTransfer:
    """The enrolment is not continued here."""

    transfer_id: UUID
    expected_version: int
    reason: TransferDeclineReason


@use_case(*KEEPERS, scope=scope_to_answer)
async def accept_transfer(work: Work, command: AcceptTransfer) -> Transfer:
    """Link both references: from now on an admission can continue the enrolment.

    Raises `WrongState`, `NotAPseudonym`, or `ReferenceTaken` if the reference is in use for someone else.
    """
    transfer = await lock_transfer(work.connection, command.transfer_id)
    require_version(transfer.version, command.expected_version)
    accepted = transfer.answer(day_in(transfer.destination.zone, work.now), None)
    reference = command.participant_ref.upper()
    if not is_pseudonym(reference):
        raise NotAPseudonym(entry=1)
    who = await load_participant(work.connection, transfer.enrolment_id)
    if not await _link(work, transfer, reference, who, command.settings):
        raise ReferenceTaken(entry=1)
    await _save(work, accepted)
    return accepted


@use_case(*KEEPERS, scope=scope_to_answer)
async def decline_transfer(work: Work, command: DeclineTransfer) -> Transfer:
    """Decline it; the facility of origin may propose it to another one. Raises `WrongState`."""
    transfer = await lock_transfer(work.connection, command.transfer_id)
    require_version(transfer.version, command.expected_version)
    declined = transfer.answer(day_in(transfer.destination.zone, work.now), command.reason)
    await _save(work, declined)
    return declined


async def _link(work: Work, transfer: Transfer, reference: str, who: UUID, settings: Settings) -> bool:
    """State that the reference is the participant; an entry of names that was made on arrival goes along."""
    resolving, facility_id = resolver(work.connection), transfer.destination.id
    if await resolving.link(facility_id, reference, who):
        return True
    former = await resolving.relink(facility_id, reference, who)
    if former is None:
        return False
    keeper = names(work, settings)
    found = await keeper.read(facility_id, [former], "transfer")
    if former in found:
        await keeper.keep(facility_id, {who: found[former]})
        await keeper.erase(facility_id, former, "merged")
    return True


async def _save(work: Work, answered: Transfer) -> None:
    await save_answer(work.connection, answered)
    work.emit(
        TransferAnswered(
            transfer_id=answered.id,
            version=answered.version,
            program_id=await load_program_of(work.connection, answered.enrolment_id),
            enrolment_id=answered.enrolment_id,
            facility=facility_ref(answered.origin),
            destination=facility_ref(answered.destination),
            accepted=answered.state == "accepted",
        )
    )
