"""Recording dated facts of our units: official code, capacity, population and province."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.register.access import UNIT_KEEPERS
from services.agreements.register.model.facts import FactKind, UnitFact
from services.agreements.register.store.facts import save_fact, save_fact_withdrawn
from services.agreements.register.store.units import lock_unit
from shared.access import Work, nationwide, use_case
from shared.values.refusals import require_past
from shared.values.terms import day_in
from shared.values.texts import Text

_FIRST_DAY = Text("Tanggal data", "The day of the fact")


@dataclass(frozen=True, slots=True)
class RecordFact:
    """A fact of a unit. One of the same kind and day is replaced."""

    unit_id: UUID
    fact: UnitFact


@dataclass(frozen=True, slots=True)
class WithdrawFact:
    """A fact of a unit that was recorded by mistake; the one before it holds again."""

    unit_id: UUID
    kind: FactKind
    valid_from: date
    reason: str


@use_case(*UNIT_KEEPERS, scope=nationwide)
async def record_fact(work: Work, command: RecordFact) -> UnitFact:
    """Record a fact of a unit. Raises `UnitNotFound`, `FactUnreadable` or `DayInTheFuture`."""
    unit = await lock_unit(work.connection, command.unit_id)
    command.fact.require_readable()
    require_past(_FIRST_DAY, command.fact.valid_from, day_in(unit.zone, work.now))
    await save_fact(work.connection, unit.id, command.fact, work.now)
    return command.fact


@use_case(*UNIT_KEEPERS, scope=nationwide)
async def withdraw_fact(work: Work, command: WithdrawFact) -> None:
    """Delete a fact of a unit, if it is there. Raises `UnitNotFound`."""
    unit = await lock_unit(work.connection, command.unit_id)
    await save_fact_withdrawn(work.connection, unit.id, command.kind, command.valid_from)
