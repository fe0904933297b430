"""Proposing an enrolment that ended by a transfer to the facility where the participant is now."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.authorisations.commands.event_parts import facility_ref
from services.programs.cohorts.store.enrolments import load_program_of, lock_enrolment
from services.programs.program.access import KEEPERS
from services.programs.program.store.locking import lock_facility, lock_program
from services.programs.transfers.access import scope_to_propose
from services.programs.transfers.model.transfer import NotTransferred, Transfer, TransferAlreadyProposed, require_two
from services.programs.transfers.store import insert_transfer
from shared.access import Work, use_case
from shared.contracts.transfers import TransferProposed
from shared.values.ids import new_id
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class ProposeTransfer:
    """Propose that the facility where the participant is now continues an enrolment."""

    enrolment_id: UUID
    facility_id: UUID


@use_case(*KEEPERS, scope=scope_to_propose)
async def propose_transfer(work: Work, command: ProposeTransfer) -> Transfer:
    """Propose it; no name and no reference goes to the other facility.

    Raises `NotTransferred`, `TransferAlreadyProposed`, `TransferToItself` or `FacilityUnknown`.
    """
    program = await lock_program(work.connection, await load_program_of(work.connection, command.enrolment_id))
    enrolment = await lock_enrolment(work.connection, command.enrolment_id)
    if enrolment.ended_on is None or enrolment.end_reason != "transferred":
        raise NotTransferred(code=enrolment.code)
    require_two(program.facility.id, command.facility_id)
    transfer = Transfer(
        id=new_id(),
        enrolment_id=enrolment.id,
        origin=program.facility,
        destination=await lock_facility(work.connection, command.facility_id),
        left_on=enrolment.ended_on,
        proposed_on=day_in(program.facility.zone, work.now),
    )
    if not await insert_transfer(work.connection, transfer):
        raise TransferAlreadyProposed(code=enrolment.code)
    work.emit(
        TransferProposed(
            transfer_id=transfer.id,
            version=transfer.version,
            program_id=program.id,
            enrolment_id=enrolment.id,
            facility=facility_ref(transfer.destination),
            origin=facility_ref(transfer.origin),
            template=program.template.code,
            left_on=transfer.left_on,
        )
    )
    return transfer
