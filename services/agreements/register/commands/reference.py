"""Loading the reference data as shipped: units and fields."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from services.agreements.register.commands.units import RecordPeriod, record_period
from services.agreements.register.model.fields import FieldTree
from services.agreements.register.model.reference import ShippedUnit, central_unit, facility, regional_office
from services.agreements.register.model.units import UnitPeriod
from services.agreements.register.store.fields import lock_fields, save_shipped_fields
from services.agreements.register.store.reference import insert_units, load_shipped, save_shipped
from services.agreements.register.store.units import lock_unit
from shared.access import Work, nationwide, use_case
from shared.values.capabilities import Capability
from shared.values.shipped import load_yaml
from shared.values.terms import day_in

SHIPPED = files("services.agreements.register.reference")


@dataclass(frozen=True, slots=True)
class LoadReference:
    """Load the shipped files; loading them a second time changes nothing."""


@use_case(Capability.OPERATOR, scope=nationwide)
async def load_reference(work: Work, _command: LoadReference) -> None:
    """Insert the units and fields of the shipped files. A unit whose row has changed gets a period from today on."""
    # Offices before facilities, which refer to them.
    for units in shipped_units():
        await insert_units(work.connection, units)
        before = await load_shipped(work.connection, [unit.id for unit in units])
        for unit in units:
            if unit != before[unit.id]:
                await _change(work, before[unit.id], unit)
    await lock_fields(work.connection)
    await save_shipped_fields(work.connection, shipped_fields())


def shipped_units() -> tuple[Sequence[ShippedUnit], ...]:
    """The units as shipped: those at the centre, the regional offices, the facilities."""
    return (
        [central_unit(row) for row in _rows("central_units.csv")],
        [regional_office(row) for row in _rows("regional_offices.csv")],
        [facility(row) for row in _rows("facilities.csv")],
    )


def shipped_fields() -> FieldTree:
    """The tree of fields as shipped."""
    return FieldTree.model_validate(load_yaml(SHIPPED.joinpath("fields.yaml")))


async def _change(work: Work, before: ShippedUnit, shipped: ShippedUnit) -> None:
    # By the use case, so that positions and open reviews follow the unit and its event informs the other services.
    changes = shipped.changes_since(before)
    unit = await lock_unit(work.connection, shipped.id)
    now = UnitPeriod(valid_from=day_in(unit.zone, work.now), **unit.values | changes)
    if unit.in_period(now) != unit:
        await record_period(work, RecordPeriod(unit.id, unit.version, now))
    await save_shipped(work.connection, shipped)


def _rows(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(SHIPPED.joinpath(file).read_text("utf-8"))))
