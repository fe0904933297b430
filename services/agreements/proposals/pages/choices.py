"""The units between which a reader may record a proposal, and the lists of its form."""

from typing import Any, get_args
from uuid import UUID

from services.agreements.agreement.pages.choices import field_choices, own_units
from services.agreements.agreement.pages.partner_search import PartnerSearch, found_partners
from services.agreements.register.queries.partners import ShowPartner, show_partner
from services.agreements.register.queries.units import ListFacilities, ListOffices, list_facilities, list_offices
from shared.access import Work
from shared.values.capabilities import Capability
from shared.values.cooperation import Pillar, ProposalKind
from shared.values.reported_days import Weekday
from shared.web.cursors import PageRequest

Units = list[tuple[str, str]]
FACILITIES_OF_A_REGION = 100


async def new_proposal(work: Work, search: PartnerSearch, region: str | None) -> dict[str, Any]:
    """The values of the form of a new proposal: an office chooses partners, a partner's contact the facility."""
    found, chosen = await found_partners(work, search)
    own = [(str(id_), name) for id_, name, _ in await own_units(work)] + await _represented(work)
    others = [(str(each.id), each.name) for each in chosen] + await _facilities(work, region)
    return {
        "own": own,
        "units": list(dict.fromkeys([*own, *others])),
        "other": others[0][0] if others else None,
        "found": found,
        "chosen": chosen,
        "searched": search.words,
        "region": region,
        "offices": await list_offices(work, ListOffices()) if _only_a_contact(work) else [],
        "kinds": get_args(ProposalKind),
        **await record_choices(work),
    }


async def record_choices(work: Work) -> dict[str, Any]:
    """The lists of the form of a record."""
    return {"fields": await field_choices(work), "pillars": get_args(Pillar), "weekdays": get_args(Weekday)}


def _only_a_contact(work: Work) -> bool:
    return all(grant.scope_kind == "partner" for grant in work.actor.grants)


async def _represented(work: Work) -> Units:
    """The partners of a contact; without those under them, which are many."""
    contacts = [grant for grant in work.actor.grants if grant.capability == Capability.PARTNER_CONTACT]
    partners = [await show_partner(work, ShowPartner(UUID(grant.unit))) for grant in contacts]
    return [(str(each.id), each.name) for each in partners]


async def _facilities(work: Work, region: str | None) -> Units:
    if region is None:
        return []
    page = PageRequest(after=None, limit=FACILITIES_OF_A_REGION)
    found = await list_facilities(work, ListFacilities(region, None, page))
    return [(str(each.id), each.name) for each in found.items]
