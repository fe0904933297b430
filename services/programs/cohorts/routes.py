"""HTTP of cohorts."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import BaseModel, ConfigDict, Field

from services.programs.cohorts.commands import StartCohort, start_cohort
from services.programs.cohorts.model import Admission, ConcurrentEnrolment, HearingRef
from services.programs.cohorts.queries import CohortView, ReadCohort, read_cohort
from shared.values.inputs import ShortText
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import etag

router = APIRouter(route_class=WorkRoute, tags=["cohorts"])

COHORT: dict[str, Any] = {
    "name": "Angkatan I 2026",
    "started_on": "2026-03-09",
    "participants": [{"participant_ref": "P-7F3A91", "hearing_ref": "TPP-2026/014"}],
}
IMMUTABLE = etag(1)


class AdmissionBody(BaseModel):
    """One participant: a pseudonym (`P-`, then 6 to 32 capital letters and digits), never a name."""

    model_config = ConfigDict(extra="forbid")

    participant_ref: str = Field(examples=["P-7F3A91"])
    hearing_ref: HearingRef


class CohortBody(BaseModel):
    """Those who begin a program together."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [COHORT]})

    name: ShortText
    started_on: Day
    participants: Annotated[list[AdmissionBody], Field(min_length=1, max_length=500)]


class CautionView(BaseModel):
    """What was accepted but is worth a second look: about which entry, in Indonesian (`id`) and English (`en`)."""

    code: str
    entry: int
    id: str
    en: str


class StartedCohortView(BaseModel):
    """The cohort that was started, and what is worth a second look."""

    id: UUID
    participants: int
    cautions: list[CautionView]


@router.post("/programs/{program_id}/cohorts", status_code=status.HTTP_201_CREATED, summary="Start a cohort")
async def post_cohort(work: CurrentWork, program_id: UUID, body: CohortBody, response: Response) -> StartedCohortView:
    """Admit participants together. With its first cohort the program is running."""
    admissions = tuple(Admission(each.participant_ref, each.hearing_ref) for each in body.participants)
    started = await start_cohort(work, StartCohort(program_id, body.name, body.started_on, admissions))
    response.headers["Location"] = f"/cohorts/{started.cohort.id}"
    response.headers["ETag"] = IMMUTABLE
    cautions = [_caution(each) for each in started.concurrent]
    return StartedCohortView(id=started.cohort.id, participants=len(admissions), cautions=cautions)


@router.get("/cohorts/{cohort_id}", summary="One cohort")
async def get_cohort(work: CurrentWork, cohort_id: UUID, response: Response) -> CohortView:
    """One cohort; its participants are listed for the officers and heads of the facility, and counted for others."""
    response.headers["ETag"] = IMMUTABLE
    return await read_cohort(work, ReadCohort(cohort_id))


def _caution(found: ConcurrentEnrolment) -> CautionView:
    return CautionView(code="concurrent-enrolment", entry=found.entry, id=found.sentence.id, en=found.sentence.en)
