"""The partners of a ceremony: made-up names after the kinds of partners that an article mentions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice
from typing import Any, Literal

Json = dict[str, Any]


@dataclass(frozen=True)
class Signatory:
    """A partner, the position that signs for it, its promise, and how the promise is carried out."""

    name: str
    category: str
    position: str
    field: str
    description: str
    pillar: Literal["personality", "independence", "reintegration"] = "personality"
    delivery: Literal["program", "service", "contribution"] = "program"

    def agreement(self, facility: str, partner: str, term: Json) -> Json:
        """The content of its agreement with a facility."""
        item = {"field": self.field, "description": self.description, "pillar": self.pillar, "delivery": self.delivery}
        return {
            "instrument": "cooperation_agreement",
            "title": f"Perjanjian Kerja Sama {self.description}",
            "parties": [{"unit_id": facility}, {"unit_id": partner}],
            "term": term,
            "scope_items": [item],
        }


def numbered(kinds: Sequence[Signatory], number: int, town: str) -> Iterator[Signatory]:
    """So many partners of a town, of each kind in turn, numbered from 1."""
    for at, each in enumerate(islice(cycle(kinds), number), 1):
        yield replace(each, name=f"{each.name} {town} {at}")
