"""Events of the programs service. Key: the program. Participants appear as counts, never as persons."""

from datetime import date
from uuid import UUID

from shared.contracts.event import Event
from shared.contracts.parts import Authorisation, FacilityRef, PartnerRef, ScopeItem
from shared.values.cooperation import Pillar

PROGRAMS = "programs.v1"


class ProgramEvent(Event):
    """What every event about a program carries; `authorisations` are those in force when it happened."""

    program_id: UUID
    facility: FacilityRef
    template: str
    title: str
    pillar: Pillar
    fiscal_year: int
    authorisations: tuple[Authorisation, ...]


class ProgramPlanned(ProgramEvent, type="program.planned.v1", topic=PROGRAMS, key="program_id", subject="program_id"):
    """A program is planned for a fiscal year."""

    agency: PartnerRef | None


class AuthorisationAttached(
    ProgramEvent, type="program.authorisation_attached.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """A program that was there already is carried by one more scope item."""

    attached: Authorisation


class AuthorisationHandedOver(
    ProgramEvent, type="program.authorisation_handed_over.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """A succession has begun: the new agreement carries the program from now on."""

    old: Authorisation
    new: Authorisation


class ProgramOpened(ProgramEvent, type="program.opened.v1", topic=PROGRAMS, key="program_id", subject="program_id"):
    """Participants can be admitted."""

    opened_on: date


class CohortStarted(ProgramEvent, type="cohort.started.v1", topic=PROGRAMS, key="program_id", subject="cohort_id"):
    """A cohort began with so many participants; from now on the program is running."""

    cohort_id: UUID
    participants: int
    started_on: date


class SessionHeld(ProgramEvent, type="session.held.v1", topic=PROGRAMS, key="program_id", subject="session_id"):
    """A session took place: activity under every authorisation named. Attendance as counts."""

    session_id: UUID
    cohort_id: UUID
    held_on: date
    instructor: PartnerRef | None
    active: int
    passive: int
    absent: int


class TemplateMissing(
    Event, type="catalogue.template_missing.v1", topic=PROGRAMS, key="agreement_id", subject="scope_item_id"
):
    """A scope item was signed for which the catalogue has no template: the directorate has to provide one."""

    agreement_id: UUID
    line_id: UUID
    scope_item_id: UUID
    facility: FacilityRef
    item: ScopeItem
