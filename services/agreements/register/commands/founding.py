"""Founding a facility, so that it joins the register, programs and notices."""

from dataclasses import dataclass
from datetime import date

from services.agreements.register.access import UNIT_KEEPERS
from services.agreements.register.commands.units import announce_unit
from services.agreements.register.model.facts import UnitFact
from services.agreements.register.model.founding import FacilityTaken, NewFacility, OfficialCodeTaken
from services.agreements.register.model.particulars import RegionUnknown
from services.agreements.register.model.reference import ShippedUnit
from services.agreements.register.model.units import OwnUnit, UnitPeriod
from services.agreements.register.store.facts import save_fact
from services.agreements.register.store.founding import lock_founding
from services.agreements.register.store.reference import insert_units
from services.agreements.register.store.units import (
    load_office_or_center,
    load_unit,
    save_period,
    save_unit,
)
from shared.access import Work, nationwide, use_case
from shared.values.ids import new_id
from shared.values.refusals import require_past
from shared.values.terms import day_in
from shared.values.texts import Text

_FIRST_DAY = Text("Hari pertama UPT", "The first day of the facility")


@dataclass(frozen=True, slots=True)
class FoundFacility:
    """A facility that exists from a day on; `letter` is the decision that founds it."""

    facility: NewFacility
    valid_from: date
    letter: str


@use_case(*UNIT_KEEPERS, scope=nationwide)
async def found_facility(work: Work, command: FoundFacility) -> OwnUnit:
    """Found a facility under a regional office. Raises `RegionUnknown`, `FacilityTaken` or `OfficialCodeTaken`."""
    new = command.facility
    if await load_office_or_center(work.connection, new.region) is None:
        raise RegionUnknown(region=new.region)
    today = day_in(new.zone, work.now)
    require_past(_FIRST_DAY, command.valid_from, today)
    taken = await lock_founding(work.connection, new.name, new.official_code)
    if taken.name is not None:
        raise FacilityTaken(name=taken.name)
    if taken.code is not None:
        raise OfficialCodeTaken(name=taken.code, code=new.official_code)
    facts = [
        UnitFact(kind=kind, valid_from=command.valid_from, value=value, source=command.letter)
        for kind, value in new.facts
    ]
    for fact in facts:
        fact.require_readable()
    id_ = new_id()
    values = new.model_dump(exclude={"official_code", "located_in"})
    await insert_units(work.connection, [ShippedUnit(id=id_, kind="facility", **values)])
    period = UnitPeriod(valid_from=command.valid_from, **new.of_period)
    await save_period(work.connection, id_, period, ())
    unit = await load_unit(work.connection, id_)
    await save_unit(work.connection, unit, today)
    for fact in facts:
        await save_fact(work.connection, id_, fact, work.now)
    announce_unit(work, unit, period, today)
    return unit
