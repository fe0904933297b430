"""Events of the programs service. Key: the program. Participants appear as counts, never as persons."""

from datetime import date
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event
from shared.contracts.parts import Authorisation, FacilityRef, PartnerRef, ScopeItem
from shared.values.cooperation import Pillar

PROGRAMS = "programs.v1"


class ProgramEvent(Event):
    """What every event about a program carries; `authorisations` are those in force when it happened."""

    program_id: UUID = Field(description="the program that the event is about")
    facility: FacilityRef = Field(description="the facility that runs it")
    template: str = Field(description="code of the practice in the catalogue of templates")
    title: str = Field(description="the practice's name, in Indonesian")
    pillar: Pillar = Field(description="the pillar of coaching")
    fiscal_year: int = Field(description="the budget year, which is the calendar year")
    authorisations: tuple[Authorisation, ...] = Field(description="what carried it on that day; may be none")


class ProgramPlanned(ProgramEvent, type="program.planned.v1", topic=PROGRAMS, key="program_id", subject="program_id"):
    """A program is planned for a fiscal year."""

    agency: PartnerRef | None = Field(description="the partner's agency that answers for it, if named")


class AuthorisationAttached(
    ProgramEvent, type="program.authorisation_attached.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """A program that was there already is carried by one more scope item."""

    attached: Authorisation = Field(description="the one that came to it")


class AuthorisationHandedOver(
    ProgramEvent, type="program.authorisation_handed_over.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """A succession has begun: the new agreement carries the program from now on."""

    old: Authorisation = Field(description="what carried it until now")
    new: Authorisation = Field(description="what carries it from now on")


class ProgramOpened(ProgramEvent, type="program.opened.v1", topic=PROGRAMS, key="program_id", subject="program_id"):
    """Participants can be admitted."""

    opened_on: date = Field(description="the day from which participants are admitted")


class CohortStarted(ProgramEvent, type="cohort.started.v1", topic=PROGRAMS, key="program_id", subject="cohort_id"):
    """A cohort began with so many participants; from now on the program is running."""

    cohort_id: UUID = Field(description="the cohort")
    participants: int = Field(description="how many were admitted")
    started_on: date = Field(description="its first day")


class SessionHeld(ProgramEvent, type="session.held.v1", topic=PROGRAMS, key="program_id", subject="session_id"):
    """A session took place: activity under every authorisation named. Attendance as counts."""

    session_id: UUID = Field(description="the session")
    cohort_id: UUID = Field(description="the cohort for which it was held")
    held_on: date = Field(description="the day on which it was held")
    instructor: PartnerRef | None = Field(description="who sent the instructor; null: the facility's own")
    active: int = Field(description="participants who took part")
    passive: int = Field(description="participants who were there and did not take part")
    absent: int = Field(description="participants who were not there")


class TemplateMissing(
    Event, type="catalogue.template_missing.v1", topic=PROGRAMS, key="agreement_id", subject="scope_item_id"
):
    """A scope item was signed for which the catalogue has no template: the directorate has to provide one."""

    agreement_id: UUID = Field(description="the agreement that was signed")
    line_id: UUID = Field(description="its line: the key of the agreement's own events")
    scope_item_id: UUID = Field(description="the item that has no template")
    facility: FacilityRef = Field(description="the facility where it should be carried out")
    item: ScopeItem = Field(description="the item as it was signed")
