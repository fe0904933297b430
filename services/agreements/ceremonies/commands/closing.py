"""Closing a ceremony with its reconciliation, and announcing it."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.commands.announcing import unit_ref
from services.agreements.ceremonies.access import KEEPERS, scope_to_change
from services.agreements.ceremonies.model.ceremony import Ceremony
from services.agreements.ceremonies.model.reconciling import Reconciliation
from services.agreements.ceremonies.store.ceremonies import lock_ceremony, save_ceremony, save_outcomes
from services.agreements.ceremonies.store.desk import load_signed
from shared.access import Work, use_case
from shared.contracts.ceremonies import AgreementAtCeremony, CeremonyHeld, ProgramToOpen
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class CloseCeremony:
    """The number of signed papers as counted by hand, and why it differs from the signed agreements."""

    ceremony_id: UUID
    expected_version: int
    papers_counted: int
    papers_note: str | None = None


@use_case(*KEEPERS, scope=scope_to_change)
async def close_ceremony(work: Work, command: CloseCeremony) -> Ceremony:
    """Close the desks. Raises `AgreementsUndecided` or `PapersDiffer`."""
    # A desk that records a signature at the same time waits for this lock, and finds the ceremony closed.
    ceremony = await lock_ceremony(work.connection, command.ceremony_id)
    require_version(ceremony.version, command.expected_version)
    signed, numbers = await load_signed(work.connection, ceremony.id)
    found = ceremony.close(signed, numbers, command.papers_counted, command.papers_note)
    await save_ceremony(work.connection, ceremony)
    await save_outcomes(work.connection, ceremony)
    work.emit(_held(ceremony, found))
    return ceremony


def _held(ceremony: Ceremony, found: Reconciliation) -> CeremonyHeld:
    # Without speakers, witnesses and the note: people may write names into them.
    return CeremonyHeld(
        ceremony_id=ceremony.id,
        version=ceremony.version,
        keeper=unit_ref(ceremony.keeper),
        guests=tuple(unit_ref(each) for each in ceremony.guests),
        title=ceremony.title,
        zone=ceremony.zone,
        held_on=ceremony.held_on or ceremony.planned_on,
        planned=found.planned,
        signed=found.signed,
        late=found.late,
        absent=found.absent,
        withdrawn=found.withdrawn,
        agreements=tuple(
            AgreementAtCeremony(agreement_id=each.agreement_id, keeper_id=each.keeper_id, outcome=each.outcome)
            for each in ceremony.entries
            if each.outcome
        ),
        opens=tuple(ProgramToOpen.model_validate(each, from_attributes=True) for each in ceremony.opening_now),
    )
