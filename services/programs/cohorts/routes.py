"""POST /programs/{id}/cohorts, GET /cohorts/{id}."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.programs.cohorts import commands, queries
from services.programs.cohorts.model import Admission, ConcurrentEnrolment
from shared.values.inputs import ShortText
from shared.values.terms import Day
from shared.values.texts import Text
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["cohorts"])

COHORT: dict[str, Any] = {
    "name": "Angkatan I 2026",
    "started_on": "2026-03-09",
    "participants": [{"participant_ref": "P-7F3A91", "hearing_ref": "TPP-2026/014"}],
}
UNCHANGING = 1
"""The version of a cohort, which never changes."""


class NewCohort(BaseModel):
    """Participants who begin a program together."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [COHORT]})

    name: ShortText
    started_on: Day
    participants: Annotated[list[Admission], Field(min_length=1, max_length=500)]

    def command(self, program_id: UUID) -> commands.StartCohort:
        """The command to start this cohort."""
        return commands.StartCohort(program_id, self.name, self.started_on, tuple(self.participants))


class CohortCaution(BaseModel):
    """Something that was accepted but should be checked, about one entry of the list."""

    code: str
    entry: int
    message: Text

    @classmethod
    def of(cls, found: ConcurrentEnrolment) -> "CohortCaution":
        """The caution about an enrolment in other programs."""
        return cls(code="concurrent_enrolment", entry=found.entry, message=found.message)


class CohortReceipt(BaseModel):
    """The cohort that was started, and what should be checked."""

    id: UUID
    participants: int
    cautions: list[CohortCaution]


@router.post("/programs/{program_id}/cohorts", summary="Mulai angkatan / start a cohort")
async def start_cohort(work: CurrentWork, program_id: UUID, body: NewCohort) -> Created[CohortReceipt]:
    """Admit participants together. With its first cohort the program is running."""
    started = await commands.start_cohort(work, body.command(program_id))
    cautions = [CohortCaution.of(each) for each in started.concurrent]
    receipt = CohortReceipt(id=started.cohort.id, participants=len(body.participants), cautions=cautions)
    return Created(receipt, UNCHANGING, f"/cohorts/{receipt.id}")


@router.get("/cohorts/{cohort_id}", summary="Lihat angkatan / show a cohort")
async def show_cohort(work: CurrentWork, cohort_id: UUID) -> Versioned[queries.CohortDetails]:
    """One cohort; officers and heads of the facility get the list of participants, other readers their number."""
    return Versioned(await queries.show_cohort(work, queries.ShowCohort(cohort_id)), UNCHANGING)
