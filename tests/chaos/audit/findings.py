"""What an audit finds, by what is wrong with it; and how much it has looked at."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

KINDS = ("lost", "doubled", "out_of_order", "parked")
SHOWN = 20
"""So many of a kind are written out; all are counted."""


@dataclass
class Findings:
    """Sentences, each about one thing that is not as it should be."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    parked: list[str] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)

    def count(self, **numbers: int) -> None:
        """Say how much was looked at."""
        self.counted.update(numbers)

    def compare(self, what: str, due: Counter[Any], found: Counter[Any]) -> None:
        """What is due and not found is lost, what is found more often than it is due is doubled."""
        self.lost += [f"{what}: {thing} {n} time(s) too few" for thing, n in (due - found).items()]
        self.doubled += [f"{what}: {thing} {n} time(s) too many" for thing, n in (found - due).items()]
        self.counted[what] += sum(due.values())

    def beyond(self, earlier: "Findings") -> dict[str, int]:
        """How much of each kind was found that an earlier audit had not found."""
        found = {name: len(set(getattr(self, name)) - set(getattr(earlier, name))) for name in KINDS}
        return {name: number for name, number in found.items() if number}

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not any(getattr(self, name) for name in KINDS)

    def as_dict(self) -> dict[str, Any]:
        """For the report: numbers of all, words of the first."""
        kinds = {name: getattr(self, name) for name in KINDS}
        return {
            **{name: len(sentences) for name, sentences in kinds.items()},
            "examples": {name: sentences[:SHOWN] for name, sentences in kinds.items() if sentences},
            "looked_at": dict(self.counted),
        }
