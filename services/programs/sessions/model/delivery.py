"""The scope items that a session fulfils, among those that cover the program on its day.

Only these make an agreement run. A session of one partner must never make the agreement of another one look alive.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.programs.program.model.parts import Authorisation
from shared.values.refusals import Invalid
from shared.values.texts import Text


@dataclass(frozen=True, slots=True)
class Coverage:
    """An authorisation in force on the day of a session, and the partners that are principals of its agreement."""

    authorisation: Authorisation
    principals: frozenset[UUID]

    def distance_from(self, ancestry: Mapping[UUID, int]) -> int | None:
        """How far above an organisation the nearest partner is that has this item; None: it belongs to others.

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
    covered_by: Sequence[Authorisation], named: Collection[UUID], day: date
) -> tuple[Authorisation, ...]:
    """The named scope items. Raises `DeliveryNotCovered` unless each covers the program on that day."""
    by_item = {each.scope_item_id: each for each in covered_by}
    for scope_item in named:
        if scope_item not in by_item:
            raise DeliveryNotCovered(scope_item=scope_item, day=day)
    return tuple(each for each in covered_by if each.scope_item_id in named)
