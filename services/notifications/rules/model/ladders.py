"""Ladders: after how many working days an open matter is announced again, and then to the levels above."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.values.capabilities import ScopeKind
from shared.values.texts import Text
from shared.values.working_days import office_calendar

Rung = Literal["again", "region", "directorate"]
OF_DESKS: Mapping[ScopeKind, frozenset[Rung]] = {
    "facility": frozenset({"again", "region", "directorate"}),
    "region": frozenset({"again", "directorate"}),
    "nation": frozenset({"again"}),
    "partner": frozenset({"again"}),
}
"""The rungs of a matter at a desk: those above it, and the repetition."""
ESCALATED = "escalated"
"""The group of the notices for the levels above."""
ESCALATED_NAME = Text("Hal yang belum ditindaklanjuti", "Matters without any action")


class Ladder(BaseModel):
    """Working days from the opening of a matter to each rung; a level without a number is not notified."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    again: int = Field(ge=1)
    region: int | None = None
    directorate: int | None = None

    @model_validator(mode="after")
    def _upwards(self) -> "Ladder":
        days = [days for _, days in self.rungs()]
        if days != sorted(set(days)):
            raise ValueError("a higher level is notified later than a lower one")
        return self

    def rungs(self) -> Iterator[tuple[Rung, int]]:
        """The rungs from below, each with its working days."""
        for rung in get_args(Rung):
            days = getattr(self, rung)
            if days is not None:
                yield rung, days


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an open matter: a repetition, or the level above is notified; `taken_at` is None while it is ahead."""

    rung: Rung
    working_days: int
    due_on: date
    taken_at: datetime | None


def steps_of(
    ladder: Ladder, kind: ScopeKind, opened_on: date, useful_until: date, taken: Mapping[Rung, datetime]
) -> list[Step]:
    """The steps of a matter at a desk of this kind: those taken, and those due while the matter is of use."""
    steps = [
        Step(rung, days, office_calendar().after(opened_on, days), taken.get(rung))
        for rung, days in ladder.rungs()
        if rung in OF_DESKS[kind]
    ]
    return [step for step in steps if step.taken_at or step.due_on <= useful_until]
