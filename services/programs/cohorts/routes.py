"""The routes of cohorts.

POST /programs/{id}/cohorts
GET /cohorts/{id}
GET /cohorts/{id}/names
POST /cohorts/{id}/enrolments
POST /cohorts/{id}/completions
GET /enrolments/{id}
POST /enrolments/{id}/endings
POST /enrolments/{id}/corrections
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.programs.cohorts import queries
from services.programs.cohorts.commands import admitting, completing, correcting, ending, naming, starting
from services.programs.cohorts.model.admission import LARGEST_COHORT, Admission, ConcurrentEnrolment
from services.programs.cohorts.model.enrolment import LeavingReason, SessionOffRoster
from shared.values.inputs import ShortText
from shared.values.terms import Day
from shared.values.texts import Text
from shared.web.edge import CurrentSettings, CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["cohorts"])

PARTICIPANTS: list[dict[str, Any]] = [
    {"participant_ref": "P-7F3A91", "kind": "convict", "basis": "hearing", "basis_reference": "TPP-2026/014"},
    {"participant_ref": "P-7F3A92", "kind": "detainee", "basis": "voluntary"},
]
COHORT: dict[str, Any] = {"name": "Angkatan I 2026", "started_on": "2026-03-09", "participants": PARTICIPANTS}
LATE: dict[str, Any] = {"admitted_on": "2026-03-16", "participants": PARTICIPANTS[1:]}
CORRECTION: dict[str, Any] = {
    "ending": {"ended_on": "2026-04-01", "reason": "transferred"},
    "reason": "Peserta dipindahkan.",
}
NEW = 1
"""The version of a cohort that has just started."""

Participants = Annotated[list[Admission], Field(min_length=1, max_length=LARGEST_COHORT)]


class NewCohort(BaseModel):
    """Participants who begin a program together."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [COHORT]})

    name: ShortText
    started_on: Day
    participants: Participants

    def command(self, program_id: UUID) -> starting.StartCohort:
        """The command to start this cohort."""
        return starting.StartCohort(program_id, self.name, self.started_on, tuple(self.participants))


class NewEnrolments(BaseModel):
    """Participants who join a cohort that has started."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [LATE]})

    admitted_on: Day
    participants: Participants

    def command(self, cohort_id: UUID) -> admitting.AdmitParticipants:
        """The command to admit these participants."""
        return admitting.AdmitParticipants(cohort_id, self.admitted_on, tuple(self.participants))


class Ending(BaseModel):
    """The last day of an enrolment, and why it ended."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"ended_on": "2026-04-02", "reason": "released"}]}
    )

    ended_on: Day
    reason: LeavingReason


class CohortCompletion(BaseModel):
    """The last day of a cohort."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"completed_on": "2026-06-30"}]})

    completed_on: Day


class CompletionReceipt(BaseModel):
    """The completed cohort."""

    id: UUID
    completed_on: Day
    version: int


class EndCorrection(BaseModel):
    """The end of an enrolment as it is right (null: it has not ended), and why it is corrected."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [CORRECTION]})

    ending: Ending | None
    reason: ShortText

    def command(self, enrolment_id: UUID, expected_version: int) -> correcting.CorrectEnrolmentEnd:
        """The command to correct this end."""
        leaving = correcting.Leaving(self.ending.ended_on, self.ending.reason) if self.ending else None
        return correcting.CorrectEnrolmentEnd(enrolment_id, expected_version, leaving, self.reason)


class CohortCaution(BaseModel):
    """Something that was accepted but should be checked, about one entry of the list."""

    code: str
    entry: int
    message: Text

    @classmethod
    def of(cls, found: ConcurrentEnrolment) -> "CohortCaution":
        """The caution about an enrolment in other programs."""
        return cls(code="concurrent_enrolment", entry=found.entry, message=found.message)


class EnrolmentReceipt(BaseModel):
    """A new enrolment, by the entry of the list, with its short code."""

    id: UUID
    code: str


class CohortReceipt(BaseModel):
    """The cohort, the new enrolments in the order of the list, and what should be checked."""

    id: UUID
    participants: int
    enrolments: list[EnrolmentReceipt]
    cautions: list[CohortCaution]

    @classmethod
    def of(cls, cohort_id: UUID, admitted: admitting.AdmittedParticipants) -> "CohortReceipt":
        """The receipt of an admission."""
        return cls(
            id=cohort_id,
            participants=len(admitted.enrolments),
            enrolments=[EnrolmentReceipt(id=each.id, code=each.code) for each in admitted.enrolments],
            cautions=[CohortCaution.of(each) for each in admitted.concurrent],
        )


class EndingReceipt(BaseModel):
    """The enrolment that ended."""

    id: UUID
    code: str
    version: int


class RosterCaution(BaseModel):
    """A session whose roster does not fit any more."""

    code: str
    session_id: UUID
    message: Text

    @classmethod
    def of(cls, found: SessionOffRoster) -> "RosterCaution":
        """The caution about a session."""
        return cls(code="session_off_roster", session_id=found.session_id, message=found.message)


class CorrectionReceipt(EndingReceipt):
    """The enrolment after the correction, and the sessions that should be corrected too."""

    cautions: list[RosterCaution]


@router.post("/programs/{program_id}/cohorts", summary="Mulai angkatan / start a cohort")
async def start_cohort(work: CurrentWork, program_id: UUID, body: NewCohort) -> Created[CohortReceipt]:
    """Admit participants together. With its first cohort the program is running."""
    started = await starting.start_cohort(work, body.command(program_id))
    receipt = CohortReceipt.of(started.cohort.id, started.admitted)
    return Created(receipt, NEW, f"/cohorts/{receipt.id}")


@router.get("/cohorts/{cohort_id}", summary="Lihat angkatan / show a cohort")
async def show_cohort(work: CurrentWork, cohort_id: UUID) -> Versioned[queries.CohortDetails]:
    """One cohort; those who record sessions at the facility get the list of participants, other readers numbers."""
    cohort = await queries.show_cohort(work, queries.ShowCohort(cohort_id))
    return Versioned(cohort, cohort.version)


@router.get("/cohorts/{cohort_id}/names", summary="Nama peserta angkatan / names of a cohort")
async def open_cohort_names(
    work: CurrentWork, settings: CurrentSettings, cohort_id: UUID
) -> list[naming.NamedParticipant]:
    """The names that the facility has given to its resolver, for its own officers only; each reading is recorded."""
    return await naming.open_cohort_names(work, naming.OpenCohortNames(cohort_id, settings))


@router.post("/cohorts/{cohort_id}/enrolments", summary="Terima peserta / admit participants")
async def admit_participants(work: CurrentWork, cohort_id: UUID, body: NewEnrolments) -> CohortReceipt:
    """Admit participants to a cohort that has started, within the places that are free now."""
    return CohortReceipt.of(cohort_id, await admitting.admit_participants(work, body.command(cohort_id)))


@router.post("/cohorts/{cohort_id}/completions", summary="Nyatakan angkatan selesai / complete a cohort")
async def complete_cohort(
    work: CurrentWork, cohort_id: UUID, body: CohortCompletion, expected_version: ExpectedVersion
) -> Versioned[CompletionReceipt]:
    """Complete a cohort that has held sessions. Those who are enrolled have completed it; nobody is admitted later."""
    command = completing.CompleteCohort(cohort_id, expected_version, body.completed_on)
    cohort = await completing.complete_cohort(work, command)
    receipt = CompletionReceipt(id=cohort.id, completed_on=body.completed_on, version=cohort.version)
    return Versioned(receipt, receipt.version)


@router.get("/enrolments/{enrolment_id}", summary="Lihat keikutsertaan / show an enrolment")
async def show_enrolment(work: CurrentWork, enrolment_id: UUID) -> Versioned[queries.EnrolmentDetails]:
    """One enrolment with every end that was recorded, for those who record sessions at the facility."""
    enrolment = await queries.show_enrolment(work, queries.ShowEnrolment(enrolment_id))
    return Versioned(enrolment, enrolment.version)


@router.post("/enrolments/{enrolment_id}/endings", summary="Akhiri keikutsertaan / end an enrolment")
async def end_enrolment(work: CurrentWork, enrolment_id: UUID, body: Ending) -> EndingReceipt:
    """End an enrolment after its last day. The participant can be admitted again later."""
    enrolment = await ending.end_enrolment(work, ending.EndEnrolment(enrolment_id, body.ended_on, body.reason))
    return EndingReceipt(id=enrolment.id, code=enrolment.code, version=enrolment.version)


@router.post(
    "/enrolments/{enrolment_id}/corrections", summary="Perbaiki akhir keikutsertaan / correct the end of an enrolment"
)
async def correct_enrolment_end(
    work: CurrentWork, enrolment_id: UUID, body: EndCorrection, expected_version: ExpectedVersion
) -> Versioned[CorrectionReceipt]:
    """Replace the recorded end, or take it back within the places that are free; all ends stay on record."""
    corrected = await correcting.correct_enrolment_end(work, body.command(enrolment_id, expected_version))
    enrolment, cautions = corrected.enrolment, [RosterCaution.of(each) for each in corrected.off_roster]
    receipt = CorrectionReceipt(id=enrolment.id, code=enrolment.code, version=enrolment.version, cautions=cautions)
    return Versioned(receipt, receipt.version)
