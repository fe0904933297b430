"""Differences of an agreement from one that it continues: instrument, parties, places, scope, days in between."""

from collections.abc import Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Party
from services.agreements.agreement.model.scope import scope_diff
from services.agreements.agreement.model.terms import InForce
from services.agreements.register.model.units import Unit
from shared.values.cooperation import Instrument, Level, PartyRole

Continuation = Literal["extension", "merge", "split"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ChangedInstrument(_Frozen):
    """The instrument before and after."""

    before: Instrument
    after: Instrument


class ChangedLevel(_Frozen):
    """The level before and after."""

    before: Level
    after: Level


class ChangedRole(_Frozen):
    """A party that has another role."""

    unit: Unit
    before: PartyRole
    after: PartyRole


class PartyDifference(_Frozen):
    """The parties that came, those that left, and those that have another role."""

    added: tuple[Unit, ...]
    removed: tuple[Unit, ...]
    other_role: tuple[ChangedRole, ...]


class Between(_Frozen):
    """The days between the two: the last day of the earlier one, the first of the later one.

    Without a gap or an overlap both numbers are 0. With an overlap the earlier one ends before its term.
    """

    ends_on: date | None
    begins_on: date
    gap_days: int
    overlap_days: int


class Differences(_Frozen):
    """The differences from one earlier agreement; a part that did not change is null or empty."""

    continues: UUID
    registration_number: str
    title: str
    kind: Continuation
    instrument: ChangedInstrument | None
    level: ChangedLevel | None
    keeper: Unit | None
    parties: PartyDifference
    runs_at_added: tuple[Unit, ...]
    runs_at_removed: tuple[Unit, ...]
    between: Between | None
    kept: tuple[UUID, ...]
    removed: tuple[UUID, ...]


def gap_days(before: InForce, begins: date) -> int:
    """The number of days on which neither agreement was in force."""
    if before.in_force_until is None:
        return 0
    return max(0, (begins - before.in_force_until).days - 1)


def overlap_days(before: InForce, begins: date) -> int:
    """The number of days by which the earlier agreement ends before its term; 0 for one without a last day."""
    if before.in_force_until is None:
        return 0
    return max(0, (before.in_force_until - begins).days + 1)


def differences(before: Agreement, after: Agreement, kind: Continuation) -> Differences:
    """Compare an agreement with one that it continues."""
    diff = scope_diff(before.scope_items, after.scope_items)
    return Differences(
        continues=before.id,
        registration_number=before.registration_number,
        title=before.title,
        kind=kind,
        instrument=(
            ChangedInstrument(before=before.instrument, after=after.instrument)
            if before.instrument != after.instrument
            else None
        ),
        level=ChangedLevel(before=before.level, after=after.level) if before.level != after.level else None,
        keeper=before.keeper if before.keeper.id != after.keeper.id else None,
        parties=party_difference(before.parties, after.parties),
        runs_at_added=_without(after.runs_at, before.runs_at),
        runs_at_removed=_without(before.runs_at, after.runs_at),
        between=_between(before, after),
        kept=tuple(new.id for _, new in diff.kept),
        removed=tuple(item.id for item in diff.removed),
    )


def party_difference(before: Sequence[Party], after: Sequence[Party]) -> PartyDifference:
    """Compare parties by their units."""
    old, new = ({party.unit.id: party for party in parties} for parties in (before, after))
    return PartyDifference(
        added=_without([party.unit for party in after], [party.unit for party in before]),
        removed=_without([party.unit for party in before], [party.unit for party in after]),
        other_role=tuple(
            ChangedRole(unit=party.unit, before=old[id_].role, after=party.role)
            for id_, party in new.items()
            if id_ in old and old[id_].role != party.role
        ),
    )


def _without(units: Sequence[Unit], others: Sequence[Unit]) -> tuple[Unit, ...]:
    known = {unit.id for unit in others}
    return tuple(unit for unit in units if unit.id not in known)


def _between(before: Agreement, after: Agreement) -> Between | None:
    begins = after.in_force_from or (after.term.starts_on if after.term else None)
    if begins is None or before.in_force is None:
        return None
    days = before.in_force
    return Between(
        ends_on=days.in_force_until,
        begins_on=begins,
        gap_days=gap_days(days, begins),
        overlap_days=overlap_days(days, begins),
    )
