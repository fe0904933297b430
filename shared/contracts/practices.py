"""The public event of the catalogue of practices, with the practice as its key."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Extensible, Part
from shared.contracts.parts import ExtensiblePillar, FacilityRef
from shared.contracts.programs import PROGRAMS

ExtensibleCertificate = Annotated[
    Literal["none", "participation", "competence", "equivalency_diploma"],
    Extensible(),
]


class PracticeRef(Part):
    """One version of a practice."""

    practice: str = Field(description="code of the practice in the catalogue; events about programs call it template")
    version: int = Field(description="the version of the practice")


class PracticePublished(Event, type="practice.published.v1", topic=PROGRAMS, key="practice", subject="practice"):
    """A practice was published, or a new version of it: by the directorate general, or by a facility as its own."""

    practice: str = Field(description="code of the practice in the catalogue; events about programs call it template")
    version: int = Field(description="the version that was published; programs of earlier years keep theirs")
    facility: FacilityRef | None = Field(description="the facility whose own practice it is; null: it is national")
    under: str | None = Field(description="code of the national practice of a facility's own one; null: it is national")
    title: str = Field(description="the name of the practice, in Indonesian")
    pillar: ExtensiblePillar = Field(description="the pillar of coaching")
    fields: tuple[str, ...] = Field(description="the fields of cooperation, the one that it serves best first")
    sessions: int = Field(description="the number of sessions")
    minutes: int = Field(description="the minutes of all sessions together")
    minimum_attendance: int = Field(description="the minimum attendance, in percent of the sessions")
    certificate: ExtensibleCertificate = Field(description="the certificate at the end")
    adopted_from: PracticeRef | None = Field(description="the practice from which it was developed")
    learned_at: UUID | None = Field(description="the id of the facility from which it was adopted; null: not stated")
