"""The fields that the events about a program have in common."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict
from uuid import UUID

from services.programs.catalogue.store import load_catalogue
from services.programs.program.model.parts import SMALLEST_PUBLISHED, Authorisation
from services.programs.program.model.program import Program
from shared.access import Work
from shared.contracts import parts
from shared.values.cooperation import Pillar


async def is_sensitive(work: Work, program: Program, participants: int) -> bool:
    """Whether public events about an activity of so many participants carry no counts."""
    if participants < SMALLEST_PUBLISHED:
        return True
    template = (await load_catalogue(work.connection, program.template.code)).find(program.template.code)
    # A program continues when the catalogue has lost its template; then the practice is unknown.
    return template is None or template.sensitive


class EventFields(TypedDict):
    """The fields that every event about a program has."""

    program_id: UUID
    version: int
    facility: parts.FacilityRef
    template: str
    title: str
    name: str
    pillar: Pillar | None
    fiscal_year: int
    covered_by: tuple[parts.Authorisation, ...]


def event_fields(program: Program, on: date) -> EventFields:
    """The fields that every event about a program has, with the authorisations in force on the day of the event."""
    return EventFields(
        program_id=program.id,
        version=program.version,
        facility=parts.FacilityRef.model_validate(program.facility, from_attributes=True),
        template=program.template.code,
        title=program.title.id,
        name=program.name,
        pillar=program.pillar,
        fiscal_year=program.fiscal_year,
        covered_by=event_authorisations(program.covered_by(on)),
    )


def event_authorisations(authorisations: Iterable[Authorisation]) -> tuple[parts.Authorisation, ...]:
    """Authorisations as events carry them."""
    return tuple(parts.Authorisation.model_validate(each, from_attributes=True) for each in authorisations)
