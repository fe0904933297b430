"""The names of the units of positions, and the units in which the reader may assign one."""

from collections.abc import Iterable
from uuid import UUID

from services.agreements.register.queries.partners import ShowPartner, show_partner
from services.agreements.register.queries.units import (
    ListFacilities,
    ListOffices,
    ShowFacility,
    list_facilities,
    list_offices,
    show_facility,
)
from shared.access import Work
from shared.access.positions import Position
from shared.values.capabilities import Capability
from shared.web.cursors import PageRequest

ASSIGNERS = (Capability.OPERATOR, Capability.HEAD, Capability.MASTER_DATA_KEEPER)
EVERY_FACILITY = 200
"""More than any region has."""


async def unit_names(work: Work, positions: Iterable[Position]) -> dict[str, str]:
    """The name of each unit by its id or region code."""
    names = {office.code: office.name for office in await list_offices(work, ListOffices())}
    for position in positions:
        if position.unit in names or not position.unit:
            continue
        if position.scope_kind == "facility":
            names[position.unit] = (await show_facility(work, ShowFacility(UUID(position.unit)))).name
        elif position.scope_kind == "partner":
            names[position.unit] = (await show_partner(work, ShowPartner(UUID(position.unit)))).public_name
    return names


async def areas(work: Work) -> dict[str, str]:
    """The area of each regional office by the code of its region."""
    return {office.code: office.area for office in await list_offices(work, ListOffices())}


async def units_to_assign_in(work: Work, region: str | None) -> list[tuple[str, str]]:
    """Level and unit as the value of a choice, and the name; facilities of a wide account by `region`."""
    reach = work.actor.reach(ASSIGNERS)
    offices = [each for each in await list_offices(work, ListOffices()) if reach.nation or each.code in reach.regions]
    found = [(f"region:{office.code}", office.name) for office in offices]
    for facility_id in dict.fromkeys(reach.facilities):
        facility = await show_facility(work, ShowFacility(facility_id))
        found.append((f"facility:{facility.id}", facility.name))
    shown = region or (offices[0].code if len(offices) == 1 else None)
    if shown in {office.code for office in offices}:
        page = PageRequest(after=None, limit=EVERY_FACILITY)
        facilities = await list_facilities(work, ListFacilities(shown, None, page))
        found += [(f"facility:{each.id}", each.name) for each in facilities.items]
    return found
