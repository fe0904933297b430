"""A row of the table of units: its name, class and office from a day on, and its facts of that day."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.agreements.imports.commands.lookups import Lookups, Taken, resolve_unit
from services.agreements.imports.commands.unit_facts import take_facts, take_facts_back
from services.agreements.imports.model.findings import CellEmpty, Reading
from services.agreements.imports.model.others import WrittenPeriod, read_period
from services.agreements.imports.model.records import RecordUnknown, read_id
from services.agreements.imports.model.unit_facts import read_facts
from services.agreements.register.commands.units import RecordPeriod, record_period
from services.agreements.register.model.units import OwnUnit, Unit, UnitPeriod, period_on
from services.agreements.register.store.units import load_periods, load_unit, lock_unit
from shared.access import Work
from shared.values.texts import Text

FACTS = "facts"
"""Beside the values of a period, the facts that a row has recorded."""
# Without the name of the file, which may name a person and is for its senders only.
_SOURCE = Text("Tabel yang diimpor {day}", "Table imported on {day}")


async def take_unit(work: Work, lookups: Lookups, reading: Reading) -> Taken | None:
    """Record the period and the facts of a row, as far as the unit does not have them."""
    written = read_period(reading)
    unit = _named(lookups, reading, written)
    office = resolve_unit(lookups, reading, "region", written.region or "")
    facts = read_facts(reading, written.valid_from, _SOURCE.fill(day=lookups.today).id)
    if reading.refused or unit is None:
        return None
    own = await load_unit(work.connection, unit.id)
    region = office.region if office else None
    # A row with facts alone has nothing about the period of that day.
    taken = Taken(own.id, known=True)
    if written.changes_period or not facts:
        found = await _take_period(work, reading, own, written, region)
        if found is None:
            return None
        taken = found
    replaced = await take_facts(work, own.id, facts)
    return Taken(own.id, before={**(taken.before or {}), FACTS: replaced}) if replaced else taken


async def _take_period(
    work: Work, reading: Reading, own: OwnUnit, written: WrittenPeriod, region: str | None
) -> Taken | None:
    if written.valid_from is None:
        return _as_today(reading, own, written, region)
    before = period_on(await load_periods(work.connection, own.id), written.valid_from)
    period = _period(own, before, written, region)
    if before and before.valid_from == period.valid_from and _values(before) == _values(period):
        return Taken(own.id, known=True)
    await record_period(work, RecordPeriod(own.id, own.version, period))
    values = before.model_dump(exclude={"valid_from", "valid_until"}) if before else own.values
    earlier = UnitPeriod(valid_from=written.valid_from, valid_until=written.valid_until, **values)
    return Taken(own.id, before=earlier.model_dump(mode="json"))


async def take_unit_back(work: Work, unit_id: UUID, before: Mapping[str, Any], reason: str) -> None:
    """Return to the values of before the row was accepted."""
    period = {name: value for name, value in before.items() if name != FACTS}
    if period:
        unit = await lock_unit(work.connection, unit_id)
        # A period stays on record; the values of before return, from the same day on.
        await record_period(work, RecordPeriod(unit.id, unit.version, UnitPeriod.model_validate(period)))
    await take_facts_back(work, unit_id, before.get(FACTS, ()), reason)


def _named(lookups: Lookups, reading: Reading, written: WrittenPeriod) -> Unit | None:
    if "id" not in reading.cells:
        return resolve_unit(lookups, reading, "unit", written.unit)
    id_ = read_id(reading)
    unit = lookups.units.with_id(id_) if id_ else None
    if id_ and unit is None:
        reading.refuse("id", RecordUnknown(written=str(id_)))
    return unit


def _as_today(reading: Reading, own: OwnUnit, written: WrittenPeriod, region: str | None) -> Taken | None:
    """A row without a first day that has the values of today, and so changes nothing."""
    named = {"name": written.name, "facility_class": written.facility_class, "region": region}
    given = {name: value for name, value in named.items() if value}
    if written.office or not given or any(own.values[name] != value for name, value in given.items()):
        reading.refuse("valid_from", CellEmpty())
        return None
    return Taken(own.id, known=True)


def _period(own: OwnUnit, before: UnitPeriod | None, written: WrittenPeriod, region: str | None) -> UnitPeriod:
    values = {name: getattr(before, name) for name in own.values} if before else own.values
    given = {"name": written.name, "facility_class": written.facility_class, "region": region, "office": written.office}
    values = values | {name: value for name, value in given.items() if value}
    if not written.valid_from:
        raise ValueError(written.unit)
    return UnitPeriod(valid_from=written.valid_from, valid_until=written.valid_until, **values)


def _values(period: UnitPeriod) -> dict[str, object]:
    return period.model_dump(exclude={"valid_until"} if period.valid_until is None else set())
