"""Agencies, facilities and scope items as events carry them."""

from collections.abc import Iterable

from services.programs.authorisations.model import Item
from services.programs.program.model.parts import Facility, Organisation
from shared.contracts.parts import FacilityRef, PartnerRef, ScopeItem


def partners(agencies: Iterable[Organisation]) -> tuple[PartnerRef, ...]:
    """Agencies as events carry them."""
    return tuple(PartnerRef.model_validate(agency, from_attributes=True) for agency in agencies)


def facility_ref(facility: Facility) -> FacilityRef:
    """A facility as events carry it."""
    return FacilityRef.model_validate(facility, from_attributes=True)


def scope_item(item: Item) -> ScopeItem:
    """An item that programs carry out, as events carry it."""
    return ScopeItem(
        id=item.id,
        field=item.field,
        field_name=item.field_name,
        description=item.description,
        function=item.function,
        pillar=item.pillar,
        delivery="program",
        agencies=partners(item.agencies),
        continues=item.continues,
    )
