"""The scope items and obligations that a session fulfils, among those that cover the program on its day.

Only these make an agreement run. A session of one partner must never make the agreement of another one look alive.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.programs.obligations.model import Obligation
from services.programs.program.model.parts import Authorisation
from shared.values.refusals import Invalid
from shared.values.texts import Text


@dataclass(frozen=True, slots=True)
class Delivery:
    """The items and obligations that a session fulfils; both are empty for the facility's own activity."""

    items: tuple[Authorisation, ...] = ()
    obligations: tuple[Obligation, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """An authorisation in force on the day of a session, and the partners that are principals of its agreement."""

    authorisation: Authorisation
    principals: frozenset[UUID]

    def distance_from(self, ancestry: Mapping[UUID, int]) -> int | None:
        """Levels from an organisation up to the nearest partner that has this item; None: it belongs to others.

        `ancestry` has the organisation itself at the distance 0, and those above it.
        """
        responsible = {agency.id for agency in self.authorisation.agencies}
        # The principal has promised every item. For those below it, an item with agencies is the promise of these.
        itself = {id_ for id_, distance in ancestry.items() if distance == 0}
        bound = responsible | (self.principals if not responsible else self.principals & itself)
        return min((distance for id_, distance in ancestry.items() if id_ in bound), default=None)


class DeliveryAmbiguous(Invalid):
    """Several scope items may be meant; which one the session fulfils must be named."""

    title = Text("Pilih butir perjanjian yang dipenuhi", "Choose the scope item that is fulfilled")
    detail = Text(
        "Ada {number} butir perjanjian yang mungkin dipenuhi pertemuan ini. Pilih butirnya, atau nyatakan sebagai "
        "kegiatan UPT sendiri.",
        "This session may fulfil any of {number} scope items. Choose them, or state that it is an activity of the "
        "facility itself.",
    )

    def __init__(self, choices: Sequence[Authorisation]) -> None:
        super().__init__(number=len(choices))
        self.choices = choices

    def members(self) -> dict[str, Any]:
        """The scope items that may be meant."""
        return {
            "choices": [
                {
                    "scope_item_id": str(each.scope_item_id),
                    "agreement_id": str(each.agreement_id),
                    "agencies": [agency.name for agency in each.agencies],
                }
                for each in self.choices
            ]
        }


class ObligationAmbiguous(Invalid):
    """Several obligations may be meant; which one the session fulfils must be named."""

    title = Text("Pilih kewajiban yang dipenuhi", "Choose the obligation that is fulfilled")
    detail = Text(
        "Ada {number} kewajiban yang mungkin dipenuhi pertemuan ini. Pilih kewajibannya, atau pilih butir "
        "perjanjiannya saja.",
        "This session may fulfil any of {number} obligations. Choose them, or choose the scope item alone.",
    )

    def __init__(self, choices: Sequence[Obligation]) -> None:
        super().__init__(number=len(choices))
        self.choices = choices

    def members(self) -> dict[str, Any]:
        """The obligations that may be meant."""
        return {
            "choices": [
                {
                    "obligation_id": str(each.id),
                    "agreement_id": str(each.agreement_id),
                    "scope_item_id": str(each.scope_item_id),
                    "unit": each.unit.name,
                    "measure": each.measure,
                    "quantity": each.quantity,
                    "schedule": each.schedule,
                }
                for each in self.choices
            ]
        }


class MinutesMissing(Invalid):
    """The session fulfils an obligation in minutes, and its length is not given."""

    title = Text("Lama pertemuan belum diisi", "Length of the session is missing")
    detail = Text(
        "Kewajiban yang dipilih dihitung dalam menit. Isi lama pertemuan.",
        "The chosen obligation is counted in minutes. Give the length of the session.",
    )


class DeliveryNotCovered(Invalid):
    """A named scope item does not cover the program on the day of the session."""

    title = Text("Butir bukan dasar program pada hari itu", "Scope item does not cover the program")
    detail = Text(
        "Butir {scope_item} tidak menjadi dasar program ini pada {day}. Sebutkan butir perjanjian yang berlaku hari "
        "itu.",
        "Scope item {scope_item} does not cover this program on {day}. Name one that is in force on that day.",
    )


def proposed_delivery(
    coverage: Sequence[Coverage], ancestries: Iterable[Mapping[UUID, int]]
) -> tuple[Authorisation, ...]:
    """The one scope item that belongs to the instructors' organisations; none: the facility's own activity.

    An item belongs to an organisation itself, otherwise to the nearest one above it that has an item. Raises
    `DeliveryAmbiguous` if there are several.
    """
    found: dict[UUID, Authorisation] = {}
    for ancestry in ancestries:
        distances = [(each, each.distance_from(ancestry)) for each in coverage]
        nearest = min((distance for _, distance in distances if distance is not None), default=None)
        found |= {
            each.authorisation.scope_item_id: each.authorisation
            for each, distance in distances
            if distance is not None and distance == nearest
        }
    if len(found) > 1:
        raise DeliveryAmbiguous(list(found.values()))
    return tuple(found.values())


def named_delivery(
    covered_by: Sequence[Authorisation], obligations: Sequence[Obligation], named: Collection[UUID], day: date
) -> Delivery:
    """The named scope items and obligations; an obligation is fulfilled together with an item of its agreement.

    Raises `DeliveryNotCovered` unless each covers the program on that day, and `DeliveryAmbiguous` if an obligation
    belongs to no item and several items of its agreement may be meant.
    """
    chosen = tuple(each for each in obligations if each.id in named)
    items = {each.scope_item_id for each in covered_by if each.scope_item_id in named}
    unknown = [id_ for id_ in named if id_ not in items | {each.id for each in chosen}]
    if unknown:
        raise DeliveryNotCovered(scope_item=unknown[0], day=day)
    items |= {each.scope_item_id for each in chosen if each.scope_item_id is not None}
    for each in chosen:
        of_agreement = [item for item in covered_by if item.agreement_id == each.agreement_id]
        if items.isdisjoint(item.scope_item_id for item in of_agreement):
            if len(of_agreement) > 1:
                raise DeliveryAmbiguous(of_agreement)
            items |= {item.scope_item_id for item in of_agreement}
    return Delivery(tuple(each for each in covered_by if each.scope_item_id in items), chosen)


def proposed_obligations(
    items: Collection[Authorisation], obligations: Iterable[Obligation], ancestries: Iterable[Mapping[UUID, int]]
) -> tuple[Obligation, ...]:
    """The one obligation in these scope items that belongs to the instructors' organisations; none: none.

    It belongs to an organisation itself, otherwise to the nearest one above it that has promised something. Raises
    `ObligationAmbiguous` if there are several.
    """
    of_items = {each.scope_item_id for each in items}
    candidates = [each for each in obligations if each.scope_item_id in of_items]
    found: dict[UUID, Obligation] = {}
    for ancestry in ancestries:
        distances = {each.id: ancestry[each.unit.id] for each in candidates if each.unit.id in ancestry}
        nearest = min(distances.values(), default=None)
        found |= {each.id: each for each in candidates if distances.get(each.id, -1) == nearest}
    if len(found) > 1:
        raise ObligationAmbiguous(list(found.values()))
    return tuple(found.values())
