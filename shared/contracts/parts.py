"""Values that several events carry, so that a reader need not ask back: units, partners, scope items, terms."""

from uuid import UUID

from shared.contracts.event import Part
from shared.values.cooperation import Pillar
from shared.values.terms import Zone


class FacilityRef(Part):
    """A facility with what its readers need: its region's code and its time zone."""

    id: UUID
    name: str
    region: str
    zone: Zone


class PartnerRef(Part):
    """A partner or one of its agencies."""

    id: UUID
    name: str


class ScopeItem(Part):
    """One item of an agreement's scope: a field of cooperation, what is meant, and which agency answers for it."""

    id: UUID
    field: str
    description: str
    pillar: Pillar
    agency: PartnerRef | None = None


class Handover(Part):
    """A kept scope item: its id in the old agreement and in the new one."""

    old_item_id: UUID
    new_item_id: UUID


class Authorisation(Part):
    """What carries a program: an agreement, its line, and the scope item."""

    agreement_id: UUID
    line_id: UUID
    scope_item_id: UUID
