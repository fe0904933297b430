"""Result of a comparison: our measurements and a peer's by round, their ratio, and whether it meets its goal."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit for a ratio."""

    kind: Literal["at least", "at most"]
    limit: float

    def is_met_by(self, ratio: float) -> bool:
        return ratio >= self.limit if self.kind == "at least" else ratio <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.kind == 'at least' else '≤'} {self.limit:g}"


@dataclass(frozen=True)
class Side:
    """One side of a comparison: its name and the result of each round."""

    name: str
    rounds: Sequence[float]

    @property
    def median(self) -> float:
        return statistics.median(self.rounds)


@dataclass(frozen=True)
class Finding:
    """One row of the table. Without a peer it is a figure of this machine only and has no goal."""

    what: str
    unit: str
    ours: Side
    peer: Side | None = None
    goal: Goal | None = None
    details: Mapping[str, float] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        """Our median divided by the peer's."""
        return self.ours.median / self.peer.median if self.peer else None

    @property
    def spread(self) -> tuple[float, float] | None:
        """The lowest and highest ratio of corresponding rounds: how reliable the median is."""
        if self.peer is None:
            return None
        ratios = [ours / peer for ours, peer in zip(self.ours.rounds, self.peer.rounds, strict=True)]
        return min(ratios), max(ratios)

    @property
    def met(self) -> bool | None:
        """Whether the goal is met, or None without a goal."""
        return None if self.goal is None or self.ratio is None else self.goal.is_met_by(self.ratio)

    def as_dict(self) -> dict[str, Any]:
        """The finding for the report's file."""
        sides = {"ours": self.ours, "peer": self.peer}
        return {
            "what": self.what,
            "unit": self.unit,
            **{
                name: side and {"name": side.name, "median": side.median, "rounds": list(side.rounds)}
                for name, side in sides.items()
            },
            "ratio": self.ratio,
            "spread": self.spread,
            "goal": self.goal and str(self.goal),
            "met": self.met,
            "details": dict(self.details),
        }
