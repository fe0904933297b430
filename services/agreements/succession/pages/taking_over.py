"""The parties and the items of an agreement, as one that continues it names them."""

from collections.abc import Collection, Iterable
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.drafts import NewParty, NewScopeItem
from services.agreements.agreement.model.parts import ScopeItem

MOST_PARTIES = 20
"""Of more parties, as a national agreement has them, all stay; who leaves is chosen in the draft."""


def parties_of(before: Agreement, staying: Collection[UUID]) -> tuple[NewParty, ...]:
    """The parties that stay."""
    return tuple(
        NewParty(unit_id=party.unit.id, role=party.role, signers=party.signers)
        for party in before.parties
        if party.id in staying
    )


def parties_together(befores: Iterable[Agreement]) -> tuple[NewParty, ...]:
    """The parties of several agreements, each once, in the role that it had first."""
    found: dict[UUID, NewParty] = {}
    for before in befores:
        for party in parties_of(before, {party.id for party in before.parties}):
            found.setdefault(party.unit_id, party)
    return tuple(found.values())


def kept_item(item: ScopeItem) -> NewScopeItem:
    """An item that continues one of an earlier agreement."""
    return NewScopeItem(
        field=item.field,
        description=item.description,
        function=item.function,
        pillar=item.pillar,
        delivery=item.delivery,
        agencies=tuple(agency.id for agency in item.agencies),
        own_section=item.own_section,
        target=item.target,
        continues=(item.id,),
    )
