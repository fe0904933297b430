"""The fields that the events about a visit and its adoptions have in common."""

from typing import TypedDict
from uuid import UUID

from services.programs.authorisations.commands.event_parts import facility_ref
from services.programs.visits.model.adoption import Adoption
from services.programs.visits.model.visit import Visit
from shared.contracts.parts import FacilityRef


class VisitFields(TypedDict):
    """The fields that every event about a visit has."""

    visit_id: UUID
    version: int
    facility: FacilityRef
    guests: tuple[FacilityRef, ...]


class AdoptionFields(VisitFields):
    """The fields that every event about an adoption has."""

    adoption_id: UUID
    practice: str
    practice_version: int
    title: str
    from_program: UUID


def visit_fields(visit: Visit) -> VisitFields:
    """The visit with its two facilities."""
    return VisitFields(
        visit_id=visit.id, version=visit.version, facility=facility_ref(visit.host), guests=(facility_ref(visit.guest),)
    )


def adoption_fields(visit: Visit, adoption: Adoption) -> AdoptionFields:
    """The same with the practice and the host's program in which it was seen."""
    return AdoptionFields(
        **visit_fields(visit),
        adoption_id=adoption.id,
        practice=adoption.practice.version.code,
        practice_version=adoption.practice.version.version,
        title=adoption.practice.title.id,
        from_program=adoption.from_program,
    )
