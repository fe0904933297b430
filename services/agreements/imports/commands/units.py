"""A row of the table of units: how a unit is called, which class and office it has, from a day on."""

from services.agreements.imports.commands.lookups import Lookups, Taken, resolve_unit
from services.agreements.imports.model.findings import CellEmpty, Reading
from services.agreements.imports.model.others import WrittenPeriod, read_period
from services.agreements.imports.model.records import RecordUnknown, read_id
from services.agreements.register.commands.units import RecordPeriod, record_period
from services.agreements.register.model.units import OwnUnit, Unit, UnitPeriod, period_on
from services.agreements.register.store.units import load_periods, load_unit
from shared.access import Work


async def take_period(work: Work, lookups: Lookups, reading: Reading) -> Taken | None:
    """Record the period of a row, unless the unit has it."""
    written = read_period(reading)
    unit = _named(lookups, reading, written)
    office = resolve_unit(lookups, reading, "region", written.region or "")
    if reading.refused or unit is None:
        return None
    own = await load_unit(work.connection, unit.id)
    if written.valid_from is None:
        return _as_today(reading, own, written, office.region if office else None)
    periods = await load_periods(work.connection, unit.id)
    before = period_on(periods, written.valid_from)
    period = _period(own, before, written, office.region if office else None)
    if before and before.valid_from == period.valid_from and _values(before) == _values(period):
        return Taken(unit.id, known=True)
    await record_period(work, RecordPeriod(unit.id, own.version, period))
    values = before.model_dump(exclude={"valid_from", "valid_until"}) if before else own.values
    earlier = UnitPeriod(valid_from=written.valid_from, valid_until=written.valid_until, **values)
    return Taken(unit.id, before=earlier.model_dump(mode="json"))


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
