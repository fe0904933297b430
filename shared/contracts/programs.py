"""Events of the programs service. Key: the program. Participants appear as counts, never as persons."""

from datetime import date
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event
from shared.contracts.parts import Authorisation, FacilityRef, PartnerRef, ScopeItem
from shared.values.cooperation import Pillar

PROGRAMS = "programs.v1"


class ProgramEvent(Event):
    """Fields of every event about a program; `authorisations` are those in force on the day of the event."""

    program_id: UUID = Field(description="the program that the event is about")
    facility: FacilityRef = Field(description="the facility that runs it")
    template: str = Field(description="code of the template in the catalogue")
    title: str = Field(description="the title of the program, in Indonesian")
    pillar: Pillar = Field(description="the pillar of coaching")
    fiscal_year: int = Field(description="the budget year, which is the calendar year")
    authorisations: tuple[Authorisation, ...] = Field(description="its bases on that day; may be empty")


class ProgramPlanned(ProgramEvent, type="program.planned.v1", topic=PROGRAMS, key="program_id", subject="program_id"):
    """A program is planned for a fiscal year."""

    agency: PartnerRef | None = Field(description="the responsible agency of the partner, if named")


class AuthorisationAttached(
    ProgramEvent, type="program.authorisation_attached.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """An existing program got a further scope item as its basis."""

    attached: Authorisation = Field(description="the further basis")


class AuthorisationHandedOver(
    ProgramEvent, type="program.authorisation_handed_over.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """A successor is in force: the new agreement is the basis of the program from now on."""

    old: Authorisation = Field(description="the basis until now")
    new: Authorisation = Field(description="the basis from now on")


class ProgramOpened(ProgramEvent, type="program.opened.v1", topic=PROGRAMS, key="program_id", subject="program_id"):
    """Participants can be admitted."""

    opened_on: date = Field(description="the day from which participants are admitted")


class CohortStarted(ProgramEvent, type="cohort.started.v1", topic=PROGRAMS, key="program_id", subject="cohort_id"):
    """A cohort started; from now on the program is running."""

    cohort_id: UUID = Field(description="the cohort")
    participants: int = Field(description="how many participants were admitted")
    started_on: date = Field(description="its first day")


class SessionHeld(ProgramEvent, type="session.held.v1", topic=PROGRAMS, key="program_id", subject="session_id"):
    """A session took place; it counts as activity under every named authorisation. Attendance as counts."""

    session_id: UUID = Field(description="the session")
    cohort_id: UUID = Field(description="the cohort for which it was held")
    held_on: date = Field(description="the day on which it was held")
    instructor: PartnerRef | None = Field(description="the organisation of the instructor; null: the facility's own")
    active: int = Field(description="participants who took part")
    passive: int = Field(description="participants who were present and did not take part")
    absent: int = Field(description="participants who were not present")


class TemplateMissing(
    Event, type="catalogue.template_missing.v1", topic=PROGRAMS, key="agreement_id", subject="scope_item_id"
):
    """A signed scope item has no template in the catalogue; the directorate general has to provide one."""

    agreement_id: UUID = Field(description="the agreement that was signed")
    line_id: UUID = Field(description="its line: the key of the events of the agreement")
    scope_item_id: UUID = Field(description="the item that has no template")
    facility: FacilityRef = Field(description="the facility where it should be carried out")
    item: ScopeItem = Field(description="the item as it was signed")
