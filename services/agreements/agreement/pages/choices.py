"""The lists from which a draft is filled in: fields, own units, partners."""

from collections.abc import Iterable
from typing import Any, get_args
from uuid import UUID

from services.agreements.agreement.pages.partner_search import LISTED, PartnerSearch, found_partners
from services.agreements.register.model.partners import Partner
from services.agreements.register.queries.fields import ListFields, list_fields
from services.agreements.register.queries.partners import ListPartners, ShowPartner, list_partners, show_partner
from services.agreements.register.queries.units import (
    ListOffices,
    ListUnits,
    ShowFacility,
    list_offices,
    list_units,
    show_facility,
)
from shared.access import Work
from shared.values.capabilities import Capability
from shared.values.cooperation import (
    AdditionGround,
    Delivery,
    Function,
    Instrument,
    Level,
    PartyRole,
    Pillar,
)
from shared.values.texts import Text
from shared.web.cursors import PageRequest

AGENCIES = 100
"""More than any local government has."""
OWN = (Capability.COOPERATION_OFFICER, Capability.HEAD)


async def new_draft(work: Work, search: PartnerSearch) -> dict[str, Any]:
    """What the form of an agreement that begins a line shows: found and chosen partners, our units, and the lists."""
    found, chosen = await found_partners(work, search)
    return {
        "found": found,
        "chosen": chosen,
        "agencies": await agencies_of(work, search.chosen),
        "searched": search.words,
        "units": await own_units(work),
        "agreement": None,
        **await draft_choices(work),
    }


async def draft_choices(work: Work) -> dict[str, Any]:
    """The lists of the form of a draft."""
    return {
        "fields": await field_choices(work),
        "instruments": get_args(Instrument),
        "functions": get_args(Function),
        "pillars": get_args(Pillar),
        "deliveries": get_args(Delivery),
        "roles": get_args(PartyRole),
        "grounds": get_args(AdditionGround),
    }


async def field_choices(work: Work) -> list[tuple[str, Text]]:
    """Every field of the tree in force, each before those under it."""
    tree = await list_fields(work, ListFields())
    return [(node.code, node.name) for top in tree.fields for node, _ in top.walk()]


async def own_units(work: Work) -> list[tuple[UUID, str, Level]]:
    """The units for which the reader may begin an agreement, each with the level that it keeps."""
    reach = work.actor.reach(OWN)
    found: list[tuple[UUID, str, Level]] = []
    for facility_id in dict.fromkeys(reach.facilities):
        facility = await show_facility(work, ShowFacility(facility_id))
        found.append((facility.id, facility.name, "facility"))
    offices = await list_offices(work, ListOffices()) if reach.regions else []
    found += [(office.id, office.name, "regional") for office in offices if office.code in reach.regions]
    if reach.nation:
        page = PageRequest(after=None, limit=LISTED)
        for unit in (await list_units(work, ListUnits("directorate_general", page))).items:
            found.append((unit.id, unit.name, "national"))
    return found


async def agencies_of(work: Work, partners: Iterable[UUID]) -> list[Partner]:
    """The partners that may be in charge of a scope item: the parties, and those directly under them."""
    found: list[Partner] = []
    for each in dict.fromkeys(partners):
        partner = await show_partner(work, ShowPartner(each))
        page = PageRequest(after=None, limit=AGENCIES)
        found += [partner, *(await list_partners(work, ListPartners(None, partner.id, None, page))).items]
    return found
