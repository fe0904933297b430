"""Giving and ending positions: which account may act as what, where, in which capacity, by which letter."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.agreements.register.access import POSITION_KEEPERS, require_operator_for
from services.agreements.register.model.positions import (
    UnitUnknown,
    require_endable,
    require_fit,
    require_span,
)
from services.agreements.register.store import lock_position, raise_position_version, region_of, unit_exists
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE, Position, save_position
from shared.contracts.agreements import PositionAssigned
from shared.values.capabilities import Capability, Capacity, ScopeKind
from shared.values.ids import new_id
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class AssignPosition:
    """From `valid_from` on (today, unless given) the account may act so."""

    account: str
    capability: Capability
    scope_kind: ScopeKind
    unit: str = ""
    capacity: Capacity = "definitive"
    letter: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class EndPosition:
    """`last_day` is the last day on which the position holds."""

    position_id: UUID
    last_day: date
    reason: str
    seen: int


@use_case(*POSITION_KEEPERS, scope=nationwide)
async def assign_position(work: Work, command: AssignPosition) -> Position:
    """Give a position, and say so to all services."""
    require_operator_for(work.actor, command.capability)
    require_fit(command.capability, command.scope_kind)
    valid_from = command.valid_from or day_in(CAPITAL_ZONE, work.now)
    require_span(valid_from, command.valid_until)
    # Ids are compared as text, in the register and by every grant, and in small letters; only regions have capitals.
    unit = command.unit if command.scope_kind == "region" else command.unit.lower()
    if not await unit_exists(work.connection, command.scope_kind, unit):
        raise UnitUnknown(scope_kind=command.scope_kind, unit=command.unit)
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
        region=await region_of(work.connection, command.scope_kind, unit),
    )
    await save_position(work.connection, position, work.now)
    _announce(work, position)
    return position


@use_case(*POSITION_KEEPERS, scope=nationwide)
async def end_position(work: Work, command: EndPosition) -> int:
    """Set the last day of a position, and say so to all services; returns the position's version."""
    position, version = await lock_position(work.connection, command.position_id)
    require_version(version, command.seen)
    require_operator_for(work.actor, position.capability)
    require_endable(position.valid_from, position.valid_until, command.last_day)
    ended = replace(position, valid_until=command.last_day)
    await save_position(work.connection, ended, work.now)
    await raise_position_version(work.connection, ended.id)
    _announce(work, ended)
    return version + 1


def _announce(work: Work, position: Position) -> None:
    # The only event with an account in it, so its topic is internal. It says the position whole, also when that ends:
    # the other services put it in the place of what they have.
    work.emit(
        PositionAssigned(
            position_id=position.id,
            account=position.account,
            capability=position.capability,
            scope_kind=position.scope_kind,
            unit=position.unit,
            capacity=position.capacity,
            letter=position.letter,
            valid_from=position.valid_from,
            valid_until=position.valid_until,
            region=position.region,
        )
    )
