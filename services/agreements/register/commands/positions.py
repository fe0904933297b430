"""Assigning and ending positions: which account may act as what, where, in which capacity, by which letter."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.agreements.register.access import POSITION_KEEPERS, scope_of_position, scope_to_assign
from services.agreements.register.model.positions import (
    PositionsUnitUnknown,
    require_assigner,
    require_endable,
    require_fit,
    require_letter,
    require_span,
)
from services.agreements.register.store.positions import (
    load_facility_ref,
    load_position_in,
    load_region,
    lock_position,
    save_next_version,
    unit_exists,
)
from shared.access import Work, use_case
from shared.access.positions import CAPITAL_ZONE, Position, save_position
from shared.contracts.positions import PositionAssigned
from shared.values.capabilities import Capability, Capacity, ScopeKind
from shared.values.ids import new_id
from shared.values.labels import label
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class AssignPosition:
    """From `valid_from` (today, unless given) the account may act in this position."""

    account: str
    capability: Capability
    scope_kind: ScopeKind
    unit: str = ""
    capacity: Capacity = "definitive"
    title: str | None = None
    letter: str | None = None
    acts_for: UUID | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class EndPosition:
    """`last_day` is the last day on which the position holds."""

    position_id: UUID
    last_day: date
    reason: str
    expected_version: int


@use_case(*POSITION_KEEPERS, scope=scope_to_assign)
async def assign_position(work: Work, command: AssignPosition) -> Position:
    """Assign a position to an account, and emit the event from which all services learn of it."""
    require_assigner(work.actor.used, command.capability, command.capacity)
    require_letter(work.actor.used, command.capability, command.letter, command.valid_until)
    require_fit(command.capability, command.scope_kind)
    valid_from = command.valid_from or day_in(CAPITAL_ZONE, work.now)
    require_span(valid_from, command.valid_until)
    # Ids are stored and compared as text in lower case; only the codes of regions have capitals.
    unit = command.unit if command.scope_kind == "region" else command.unit.lower()
    if not await unit_exists(work.connection, command.scope_kind, unit):
        raise PositionsUnitUnknown(scope_kind=label("scope_kind", command.scope_kind), unit=command.unit)
    if command.acts_for is not None:
        await load_position_in(work.connection, command.acts_for, unit)
    position = Position(
        id=new_id(),
        account=command.account,
        capability=command.capability,
        scope_kind=command.scope_kind,
        unit=unit,
        capacity=command.capacity,
        letter=command.letter,
        valid_from=valid_from,
        valid_until=command.valid_until,
        region=await load_region(work.connection, command.scope_kind, unit),
        title=command.title,
        acts_for=command.acts_for,
    )
    await save_position(work.connection, position, work.now)
    await _announce(work, position, version=1)
    return position


@use_case(*POSITION_KEEPERS, scope=scope_of_position)
async def end_position(work: Work, command: EndPosition) -> int:
    """Set the last day of a position and emit the changed position; returns its new version."""
    position, version = await lock_position(work.connection, command.position_id)
    require_version(version, command.expected_version)
    require_assigner(work.actor.used, position.capability, position.capacity)
    require_endable(position.valid_from, position.valid_until, command.last_day)
    ended = replace(position, valid_until=command.last_day)
    await save_position(work.connection, ended, work.now)
    await save_next_version(work.connection, ended.id)
    await _announce(work, ended, version + 1)
    return version + 1


async def _announce(work: Work, position: Position, version: int) -> None:
    # The only event that contains an account, so its topic is internal. It carries the whole position also when the
    # position ends: the other services replace their copy with it.
    work.emit(
        PositionAssigned(
            position_id=position.id,
            version=version,
            account=position.account,
            capability=position.capability,
            scope_kind=position.scope_kind,
            unit=position.unit,
            capacity=position.capacity,
            letter=position.letter,
            valid_from=position.valid_from,
            valid_until=position.valid_until,
            region=position.region,
            title=position.title,
            facility=await load_facility_ref(work.connection, position.scope_kind, position.unit),
            acts_for=position.acts_for,
        )
    )
