"""The answer of one facility to an evaluation: counts of a period, small groups of persons withheld."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.programs.program.model.parts import SMALLEST_PUBLISHED


class EvaluationRequest(BaseModel):
    """An evaluation that asks the facilities of its agreements for their counts in a period."""

    model_config = ConfigDict(frozen=True)

    evaluation_id: UUID
    period_from: date
    period_until: date
    due_on: date
    agreements: tuple[UUID, ...]


class Count(BaseModel):
    """The sessions and outcomes of a period, and how many different persons were present; None: withheld."""

    model_config = ConfigDict(frozen=True)

    sessions: int = 0
    participants: int | None = 0
    outputs: int = 0

    @property
    def published(self) -> "Count":
        """The count without a small group. That no one was present, and how much was held or made, point to no one."""
        small = self.participants is not None and 0 < self.participants < SMALLEST_PUBLISHED
        return self.without_participants if small else self

    @property
    def without_participants(self) -> "Count":
        """The count with the number of persons withheld."""
        return self.model_copy(update={"participants": None})


class Answer(BaseModel):
    """The counts of a facility: of all agreements together, and of each."""

    model_config = ConfigDict(frozen=True)

    total: Count
    agreements: Mapping[UUID, Count]


def answer_of(agreements: Iterable[UUID], counted: Mapping[UUID | None, Count]) -> Answer:
    """The answer that may leave a facility. `counted` has the total under None, and agreements with deliveries."""
    parts = {each: counted.get(each, Count()).published for each in sorted(agreements)}
    total = counted.get(None, Count()).published
    # Otherwise the total would give away a part that is withheld.
    if any(part.participants is None for part in parts.values()):
        total = total.without_participants
    return Answer(total=total, agreements=parts)
