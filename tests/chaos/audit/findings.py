"""Findings of an audit by kind of fault, and the amount of data checked."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

KINDS = ("lost", "doubled", "out_of_order", "parked")
SHOWN = 20
"""Number of findings of a kind that are shown; all are counted."""


@dataclass
class Findings:
    """Sentences, each about one fault."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    parked: list[str] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)

    def count(self, **numbers: int) -> None:
        """Count checked data."""
        self.counted.update(numbers)

    def compare(self, what: str, due: Counter[Any], found: Counter[Any]) -> None:
        """Items that are due and not found are lost; items found more often than due are doubled."""
        self.lost += [f"{what}: {thing} {n} time(s) too few" for thing, n in (due - found).items()]
        self.doubled += [f"{what}: {thing} {n} time(s) too many" for thing, n in (found - due).items()]
        self.counted[what] += sum(due.values())

    def beyond(self, earlier: "Findings") -> dict[str, int]:
        """Number of findings of each kind that an earlier audit did not have."""
        found = {name: len(set(getattr(self, name)) - set(getattr(earlier, name))) for name in KINDS}
        return {name: number for name, number in found.items() if number}

    @property
    def clean(self) -> bool:
        """Whether there are no findings."""
        return not any(getattr(self, name) for name in KINDS)

    def as_dict(self) -> dict[str, Any]:
        """The findings for the report: all counted, the first ones in full."""
        kinds = {name: getattr(self, name) for name in KINDS}
        return {
            **{name: len(sentences) for name, sentences in kinds.items()},
            "examples": {name: sentences[:SHOWN] for name, sentences in kinds.items() if sentences},
            "looked_at": dict(self.counted),
        }
