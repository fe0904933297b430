"""Reads of instructors: those of a facility, and one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.programs.instructors.access import scope_to_read
from services.programs.instructors.model import instructor_code
from services.programs.months.access import scope_to_read as scope_of_facility
from services.programs.program.access import OFFICES
from services.programs.program.model.columns import organisation_of
from services.programs.program.model.parts import Organisation
from shared.access import Work, use_case


class PermitDetails(BaseModel):
    """A gate permit with its days."""

    number: str
    since: date
    until: date


class CertificateDetails(BaseModel):
    """A certificate; without `until` it does not expire."""

    number: str
    until: date | None


class InstructorDetails(BaseModel):
    """An instructor. Without an organisation it is staff of the facility."""

    id: UUID
    facility_id: UUID
    code: str
    organisation: Organisation | None
    duty: str
    certificate: CertificateDetails | None
    permit: PermitDetails | None
    left_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class ListInstructors:
    """The instructors of a facility."""

    facility_id: UUID


@dataclass(frozen=True, slots=True)
class ShowInstructor:
    """One instructor."""

    instructor_id: UUID


@use_case(*OFFICES, scope=scope_of_facility, changes=False)
async def list_instructors(work: Work, query: ListInstructors) -> list[InstructorDetails]:
    """The instructors of a facility by their codes, those who have left at the end."""
    rows = await work.connection.fetch(
        "SELECT * FROM instructor WHERE facility_id = $1 ORDER BY left_on IS NOT NULL, number", query.facility_id
    )
    return [_details(row) for row in rows]


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def show_instructor(work: Work, query: ShowInstructor) -> InstructorDetails:
    """One instructor."""
    return _details(await work.connection.fetchrow("SELECT * FROM instructor WHERE id = $1", query.instructor_id))


async def organisations_of(work: Work, facility_id: UUID) -> list[Organisation]:
    """The partners and agencies of the agreements that carry programs of a facility, by name, for a form."""
    rows = await work.connection.fetch(
        """SELECT id, name FROM partner WHERE id IN (
               SELECT agency_id FROM authorisation_agency JOIN program ON program.id = program_id WHERE facility_id = $1
               UNION
               SELECT partner_id FROM authorisation_partner JOIN program ON program.id = program_id
               WHERE facility_id = $1)
           ORDER BY name, id""",
        facility_id,
    )
    return [Organisation(**row) for row in rows]


def _details(row: Mapping[str, Any]) -> InstructorDetails:
    certificate, permit = row["certificate"], row["permit"]
    return InstructorDetails(
        id=row["id"],
        facility_id=row["facility_id"],
        code=instructor_code(row["number"]),
        organisation=organisation_of(row, "organisation"),
        duty=row["duty"],
        certificate=CertificateDetails(number=certificate, until=row["certificate_until"]) if certificate else None,
        permit=PermitDetails(number=permit, since=row["permit_from"], until=row["permit_until"]) if permit else None,
        left_on=row["left_on"],
        version=row["version"],
    )
