"""Access to agreements: where each one belongs, who may change it, and who may read it.

A facility-level agreement is kept by its facilities, a regional one by the regional office, a national one by the
directorate general. Everyone whom an agreement concerns may read it: facilities, regions, partners and agencies.
"""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from services.agreements.agreement.model.drafts import NewParty
from services.agreements.agreement.store import load_level_and_units
from services.agreements.register.store import load_facilities
from shared.access import Work
from shared.values.capabilities import NATION, Capability, Scope
from shared.values.cooperation import Level

KEEPERS = (Capability.OFFICER, Capability.HEAD, Capability.REGIONAL_REVIEWER, Capability.DIRECTORATE)
"""May change an agreement that belongs to their unit."""
READERS = (*KEEPERS, Capability.PARTNER_CONTACT)
"""May read an agreement that concerns their unit."""


class AboutAgreement(Protocol):
    """A command or query about one agreement."""

    @property
    def agreement_id(self) -> UUID:
        """The id of the agreement."""


class AboutNewDraft(Protocol):
    """A command that drafts an agreement between these parties."""

    @property
    def level(self) -> Level:
        """The level on which the agreement is kept."""

    @property
    def parties(self) -> Sequence[NewParty]:
        """The units that are to be parties."""


async def scope_to_draft(work: Work, command: AboutNewDraft) -> Scope:
    """The scope in which a new agreement is kept. Raises `FacilityUnknown`."""
    ids = [party.facility_id for party in command.parties if party.facility_id]
    facilities = await load_facilities(work.connection, ids)
    regions = frozenset(facility.region for facility in facilities.values())
    # A draft without a facility has an empty scope, which means the nation. Only the directorate general passes the
    # check then, and gets `PartiesIncomplete`; all others get a 403.
    return keepers_scope(command.level, Scope(facilities=frozenset(facilities), regions=regions))


async def scope_to_change(work: Work, command: AboutAgreement) -> Scope:
    """The scope in which an agreement is kept. Raises `AgreementNotFound`."""
    return keepers_scope(*await load_level_and_units(work.connection, command.agreement_id))


async def scope_to_read(work: Work, query: AboutAgreement) -> Scope:
    """Every unit that an agreement concerns. Raises `AgreementNotFound`."""
    _, units = await load_level_and_units(work.connection, query.agreement_id)
    return units


def keepers_scope(level: Level, units: Scope) -> Scope:
    """The units among those concerned that keep an agreement of this level."""
    match level:
        case "facility":
            # Without the regions: a regional office reviews the drafts of its facilities, and does not write them.
            return Scope(facilities=units.facilities)
        case "regional":
            return Scope(regions=units.regions)
        case _:
            return NATION


async def reads_as_partner(work: Work, query: AboutAgreement) -> bool:
    """Whether the actor reads an agreement only as the contact of a partner.

    A partner's contact is shown neither the accounts that acted, nor the comments of others on the draft.
    """
    # Most readers are no partner's contact, so the second query for the units is made for contacts only.
    if not any(grant.capability == Capability.PARTNER_CONTACT for grant in work.actor.grants):
        return False
    scope = await scope_to_read(work, query)
    return not any(grant.capability in KEEPERS and grant.covers(scope) for grant in work.actor.grants)
