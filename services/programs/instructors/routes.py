"""The routes of instructors.

GET /facilities/{id}/instructors
POST /facilities/{id}/instructors
GET /instructors/{id}
PUT /instructors/{id}
"""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.programs.instructors import commands, queries
from services.programs.instructors.model import Certificate, Instructor, InstructorFacts, Permit
from services.programs.program.model.parts import Organisation
from shared.values.inputs import DocumentNumber, ShortText
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["instructors"])

INSTRUCTOR: dict[str, Any] = {
    "organisation": {"id": "0198c1f0-0000-7000-8000-000000000001", "name": "Dinas Lingkungan Hidup"},
    "duty": "Penyuluh pengelolaan sampah",
    "certificate": {"number": "BNSP-2025/118", "until": "2028-06-30"},
    "permit": {"number": "IM-2026/031", "since": "2026-03-01", "until": "2026-08-31"},
}


class InstructorOrganisation(BaseModel):
    """The organisation that sends an instructor."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    name: ShortText


class InstructorCertificate(BaseModel):
    """A certificate; without `until` it does not expire."""

    model_config = ConfigDict(extra="forbid")

    number: DocumentNumber
    until: Day | None = None


class GatePermit(BaseModel):
    """A gate permit with its days."""

    model_config = ConfigDict(extra="forbid")

    number: DocumentNumber
    since: Day
    until: Day


class NewInstructor(BaseModel):
    """An instructor by organisation and duty, without a name: the gate book has it under the number of the permit."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [INSTRUCTOR]})

    organisation: InstructorOrganisation | None = None
    duty: ShortText
    certificate: InstructorCertificate | None = None
    permit: GatePermit | None = None
    left_on: Day | None = None

    def facts(self) -> InstructorFacts:
        """The entry. Raises `PermitEndsBeforeItBegins`."""
        organisation, certificate, permit = self.organisation, self.certificate, self.permit
        return InstructorFacts(
            organisation=Organisation(organisation.id, organisation.name) if organisation else None,
            duty=self.duty,
            certificate=Certificate(certificate.number, certificate.until) if certificate else None,
            permit=Permit(permit.number, permit.since, permit.until) if permit else None,
            left_on=self.left_on,
        )


class InstructorReceipt(BaseModel):
    """The instructor after a change, with the short code."""

    id: UUID
    code: str
    version: int

    @classmethod
    def of(cls, instructor: Instructor) -> "InstructorReceipt":
        """The receipt of an instructor."""
        return cls(id=instructor.id, code=instructor.code, version=instructor.version)


@router.get("/facilities/{facility_id}/instructors", summary="Daftar pengajar / list instructors")
async def list_instructors(work: CurrentWork, facility_id: UUID) -> list[queries.InstructorDetails]:
    """The instructors of a facility by their codes, those who have left at the end."""
    return await queries.list_instructors(work, queries.ListInstructors(facility_id))


@router.post("/facilities/{facility_id}/instructors", summary="Daftarkan pengajar / register an instructor")
async def register_instructor(work: CurrentWork, facility_id: UUID, body: NewInstructor) -> Created[InstructorReceipt]:
    """Register an instructor, who gets the next short code of the facility."""
    command = commands.RegisterInstructor(facility_id, body.facts())
    instructor = await commands.register_instructor(work, command)
    return Created(InstructorReceipt.of(instructor), instructor.version, f"/instructors/{instructor.id}")


@router.get("/instructors/{instructor_id}", summary="Satu pengajar / show an instructor")
async def show_instructor(work: CurrentWork, instructor_id: UUID) -> Versioned[queries.InstructorDetails]:
    """One instructor."""
    instructor = await queries.show_instructor(work, queries.ShowInstructor(instructor_id))
    return Versioned(instructor, instructor.version)


@router.put("/instructors/{instructor_id}", summary="Ubah pengajar / change an instructor")
async def change_instructor(
    work: CurrentWork, instructor_id: UUID, body: NewInstructor, expected_version: ExpectedVersion
) -> Versioned[InstructorReceipt]:
    """Replace the whole entry of an instructor."""
    command = commands.ChangeInstructor(instructor_id, expected_version, body.facts())
    instructor = await commands.change_instructor(work, command)
    return Versioned(InstructorReceipt.of(instructor), instructor.version)
