"""Inviting the units of a ceremony; those that were invited are informed of another day, and if it is called off."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict
from uuid import UUID

from services.agreements.agreement.commands.announcing import unit_ref
from services.agreements.ceremonies.access import KEEPERS, scope_to_change
from services.agreements.ceremonies.model.ceremony import Ceremony
from services.agreements.ceremonies.store.ceremonies import load_invited, lock_ceremony, save_ceremony
from shared.access import Work, use_case
from shared.contracts.ceremonies import CeremonyCalledOff, CeremonyScheduled
from shared.contracts.parts import UnitRef
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class InviteToCeremony:
    """Invite the guests, and the parties of the agreements in the list."""

    ceremony_id: UUID
    expected_version: int


@use_case(*KEEPERS, scope=scope_to_change)
async def invite_to_ceremony(work: Work, command: InviteToCeremony) -> Ceremony:
    """Invite the units of the list as it is now; a second time reaches those that have come onto it since."""
    ceremony = await lock_ceremony(work.connection, command.ceremony_id)
    require_version(ceremony.version, command.expected_version)
    ceremony.invite(day_in(ceremony.zone, work.now))
    await save_ceremony(work.connection, ceremony)
    await announce_plan(work, ceremony, None)
    return ceremony


async def announce_plan(work: Work, ceremony: Ceremony, moved_from: date | None) -> None:
    """Emit the plan of a ceremony to which units are invited, with the day before it was moved."""
    plan = await _plan(work, ceremony)
    work.emit(CeremonyScheduled(**plan, begins_at=ceremony.begins_at, zone=ceremony.zone, moved_from=moved_from))


async def announce_calling_off(work: Work, ceremony: Ceremony) -> None:
    """Emit that a ceremony to which units are invited does not take place."""
    work.emit(CeremonyCalledOff(**await _plan(work, ceremony)))


class _Plan(TypedDict):
    """The fields that both events have."""

    ceremony_id: UUID
    version: int
    title: str
    planned_on: date
    keeper: UnitRef
    units: tuple[UnitRef, ...]


async def _plan(work: Work, ceremony: Ceremony) -> _Plan:
    return _Plan(
        ceremony_id=ceremony.id,
        version=ceremony.version,
        title=ceremony.title,
        planned_on=ceremony.planned_on,
        keeper=unit_ref(ceremony.keeper),
        units=tuple(unit_ref(unit) for unit in await load_invited(work.connection, ceremony.id)),
    )
