"""The performance: an ensemble's evening, with the performers as counts."""

from typing import Annotated, Any, ClassVar, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.programs.outcomes.model.period import Period
from services.programs.sessions.model.audience import AudienceGroup, require_countable
from shared.values.cooperation import OutcomeKind
from shared.values.inputs import ShortText
from shared.values.refusals import NotFound
from shared.values.terms import ClockTime, Day
from shared.values.texts import Text

PERFORMANCE_DAY = Text("Tanggal pentas", "The day of the performance")
PERFORMANCE: dict[str, Any] = {
    "held_on": "2026-01-28",
    "starts_at": "11:45",
    "occasion": "Penandatanganan perjanjian kerja sama",
    "venue": "Aula Lapas",
    "performers": [{"participants": "convict", "number": 18}],
}


class PerformanceNotFound(NotFound):
    """There is no performance with this id."""

    title = Text("Pentas tidak ditemukan", "Performance not found")
    detail = Text("Tidak ada pentas dengan id {id}.", "There is no performance with the id {id}.")


class PerformanceFacts(BaseModel):
    """What is reported of a performance, which may belong to a ceremony or to a meeting."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: ClassVar[OutcomeKind] = "performance"

    held_on: Day
    starts_at: ClockTime | None = Field(None, description="the time of day at the facility")
    occasion: ShortText
    venue: ShortText
    performers: Annotated[tuple[AudienceGroup, ...], Field(min_length=1, max_length=4)]
    cohort_id: UUID | None = None
    ceremony_id: UUID | None = Field(None, description="the ceremony of agreements at which it was given")
    meeting_id: UUID | None = Field(None, description="the meeting at which it was given")

    @model_validator(mode="after")
    def _belongs_to_one(self) -> Self:
        if self.ceremony_id and self.meeting_id:
            raise ValueError("give either ceremony_id or meeting_id")
        return self

    @property
    def period(self) -> Period:
        """Its day."""
        return Period(self.held_on, self.held_on)

    @property
    def number(self) -> int:
        """The number of performers."""
        return sum(group.number for group in self.performers)

    def require_sound(self) -> None:
        """Raise `GroupTwice` or `AudienceTooLarge`."""
        require_countable(self.performers)
