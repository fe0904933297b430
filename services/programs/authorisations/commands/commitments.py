"""The scope of an event as a commitment: the items that programs carry out, with their days."""

from collections.abc import Iterable
from uuid import UUID

from services.programs.authorisations.model import Commitment, Item
from services.programs.program.model.parts import Organisation
from shared.contracts.agreements import AgreementEvent
from shared.contracts.parts import InForce, PartnerRef, ScopeItem


def commitment_of(event: AgreementEvent, in_force: InForce, items: Iterable[ScopeItem]) -> Commitment:
    """The items that programs carry out, on the days on which they are in force."""
    return Commitment(
        agreement_id=event.agreement_id,
        line_id=event.line_id,
        items=tuple(_item(each) for each in items if each.delivery == "program"),
        since=in_force.in_force_from,
        until=in_force.in_force_until,
    )


def agencies_in(agencies: Iterable[PartnerRef]) -> tuple[Organisation, ...]:
    """The agencies, each once."""
    distinct: dict[UUID, str] = {agency.id: agency.name for agency in agencies}
    return tuple(Organisation(id_, name) for id_, name in distinct.items())


def _item(item: ScopeItem) -> Item:
    return Item(
        id=item.id,
        field=item.field,
        field_name=item.field_name,
        description=item.description,
        function=item.function,
        pillar=item.pillar,
        agencies=agencies_in(item.agencies),
        continues=item.continues,
    )
