"""The parts of an agreement that a partner's contact is shown: its own items, and public names of other partners."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import ScopeItem
from services.agreements.agreement.model.scope import items_of
from services.agreements.register.model.units import Unit


def as_partners_see_it(agreement: Agreement, own: Collection[UUID], agencies: Collection[UUID] | None) -> Agreement:
    """The agreement with the public name of every partner but the reader's own, and without the offices' papers.

    For the contact of agencies it has the items of these agencies only.
    """
    # Tuples, as in the model: a list in their place is reported as a fault when the answer is written.
    parties = tuple(party.model_copy(update={"unit": _as_public(party.unit, own)}) for party in agreement.parties)
    items = tuple(
        item.model_copy(
            update={"agencies": tuple(_as_public(agency, own) for agency in item.agencies), "ground_reason": None}
        )
        for item in items_for(agreement, agencies)
    )
    numbers = tuple(
        each.model_copy(update={"issuer": _as_public(each.issuer, own), "override_reason": None})
        for each in agreement.numbers
    )
    # Letters may name persons, and concern the offices alone.
    hidden = {"letter": None, "evidence": None, "override_reason": None}
    signatures = tuple(signature.model_copy(update=hidden) for signature in agreement.signatures)
    return agreement.model_copy(
        update={"parties": parties, "scope_items": items, "numbers": numbers, "signatures": signatures}
    )


def items_as_partners_see_them(
    items: Sequence[dict[str, Any]], agencies: Collection[UUID] | None
) -> list[dict[str, Any]]:
    """The items of a version of the text: those of these agencies or all, without the reasons for additions."""
    own = None if agencies is None else {str(id_) for id_ in agencies}
    return [item | {"ground_reason": None} for item in items if own is None or own & set(item["agencies"])]


def items_for(agreement: Agreement, agencies: Collection[UUID] | None) -> tuple[ScopeItem, ...]:
    """The items of these agencies, or all."""
    return agreement.scope_items if agencies is None else items_of(agreement.scope_items, agencies)


def _as_public(unit: Unit, own: Collection[UUID]) -> Unit:
    return unit if unit.id in own else unit.model_copy(update={"name": unit.public_name})
