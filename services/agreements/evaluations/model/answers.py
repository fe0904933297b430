"""The counts with which facilities answer an evaluation. Without an answer a facility has not reported: no 0."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel

AnswerState = Literal["answered", "awaited", "not_reported"]
DAYS_TO_ANSWER = 7
"""After so many days a facility without an answer has not reported."""


class FacilityAnswer(BaseModel):
    """What one facility has counted: participants once each; none while it has not answered, or if they are few."""

    facility_id: UUID
    facility: str
    state: AnswerState = "answered"
    counted_up_to: AwareDatetime | None = None
    sessions: int | None = None
    participants: int | None = None
    outputs: int | None = None

    @property
    def withheld(self) -> bool:
        """Whether its participants are too few to be shown."""
        return self.state == "answered" and self.participants is None

    def on(self, opened_on: date, today: date) -> "FacilityAnswer":
        """It, with the state that it has on a day."""
        if self.counted_up_to is not None:
            return self
        late = today > opened_on + timedelta(days=DAYS_TO_ANSWER)
        return self.model_copy(update={"state": "not_reported" if late else "awaited"})


def frozen(answers: Iterable[FacilityAnswer]) -> tuple[FacilityAnswer, ...]:
    """The answers as an evaluation is completed with them: an answer that is missing then is not reported."""
    return tuple(
        each if each.counted_up_to is not None else each.model_copy(update={"state": "not_reported"})
        for each in answers
    )
