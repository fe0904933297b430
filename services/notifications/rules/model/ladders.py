"""Ladders: after how many working days an open matter is announced again, and then to the levels above."""

from collections.abc import Iterator
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.values.texts import Text

Rung = Literal["again", "region", "directorate"]
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
