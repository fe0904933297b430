"""Public events of the programs service. Key: the program. Participants appear as counts, never as persons.

A program of health or rehabilitation, or one for juveniles, is *sensitive*: its public events carry no counts. The
exact ones are in `program_details`.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Growing
from shared.contracts.parts import (
    AnyEndReason,
    AnyPillar,
    Attendance,
    Authorisation,
    FacilityRef,
    Fulfilment,
    PartnerRef,
)
from shared.values.cooperation import SessionCanceller, SessionKind

PROGRAMS = "programs.v1"


class ProgramEvent(Event):
    """What every event about a program carries."""

    program_id: UUID = Field(description="the program that the event is about")
    version: int = Field(description="the program's version after this event; a higher one is newer")
    facility: FacilityRef = Field(description="the facility that runs it")
    name: str = Field(description="the program's own name, in Indonesian")
    practice: str | None = Field(description="code of the practice in the catalogue; null where it has none yet")
    pillar: AnyPillar | None = Field(description="the pillar of coaching; null where its function is another")
    fiscal_year: int = Field(description="the budget year, which is the calendar year")
    covered_by: tuple[Authorisation, ...] = Field(description="what makes it lawful on that day; may be none")


class ProgramPlanned(ProgramEvent, type="program.planned.v1", topic=PROGRAMS, key="program_id", subject="program_id"):
    """A program is planned for a fiscal year, by a scope item or by hand."""

    agencies: tuple[PartnerRef, ...] = Field(description="the partner's agencies that answer for it; may be none")


class AuthorisationAttached(
    ProgramEvent, type="program.authorisation_attached.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """A program that existed already is covered by one more scope item."""

    attached: Authorisation = Field(description="the one that was attached")


class AuthorisationHandedOver(
    ProgramEvent, type="program.authorisation_handed_over.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """A succession has begun: the new agreement covers the program from now on."""

    old: Authorisation = Field(description="what covered it until now")
    new: Authorisation = Field(description="what covers it from now on")


class AuthorisationEnded(
    ProgramEvent, type="program.authorisation_ended.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """Something that covered the program ended without a successor: admission closes, running cohorts finish."""

    ended: Authorisation = Field(description="the one that ended")
    reason: AnyEndReason = Field(description="why it ended")
    ended_on: date = Field(description="the last day on which it covered the program")


class ProgramOpened(ProgramEvent, type="program.opened.v1", topic=PROGRAMS, key="program_id", subject="program_id"):
    """Participants can be admitted."""

    opened_on: date = Field(description="the day from which participants are admitted")


class ProgramJoined(ProgramEvent, type="program.joined.v1", topic=PROGRAMS, key="program_id", subject="program_id"):
    """A planned program was joined into another one of the same facility, which covers its scope items from now on."""

    joined_into: UUID = Field(description="the program that goes on")


class CohortStarted(ProgramEvent, type="cohort.started.v1", topic=PROGRAMS, key="program_id", subject="cohort_id"):
    """A cohort began; from now on the program is running."""

    cohort_id: UUID = Field(description="the cohort")
    started_on: date = Field(description="its first day")
    participants: int | None = Field(description="how many were admitted; null where the program is sensitive")


class SessionEvent(ProgramEvent):
    """What every event about a session carries."""

    session_id: UUID = Field(description="the session")
    cohort_id: UUID | None = Field(description="the cohort for which it was held; null: open to all")
    held_on: date = Field(description="the day on which it was held")
    minutes: int | None = Field(description="how long it was; null where it was not recorded")
    kind: Annotated[SessionKind, Growing()] = Field(description="class, talk, service, performance, visit, practice")
    instructors: tuple[PartnerRef, ...] = Field(description="the organisations that sent instructors; empty: our own")
    delivered_for: tuple[Fulfilment, ...] = Field(description="the promises that it fulfils; empty: our own activity")
    attendance: Attendance | None = Field(description="counts; null where the program is sensitive")


class SessionHeld(SessionEvent, type="session.held.v1", topic=PROGRAMS, key="program_id", subject="session_id"):
    """A session took place. Only `delivered_for` makes an agreement run; `covered_by` makes the session lawful."""


class SessionCorrected(
    SessionEvent, type="session.held.corrected.v1", topic=PROGRAMS, key="program_id", subject="session_id"
):
    """The whole of a session as it is right. Counters replace what they hold of the session."""

    corrects: UUID = Field(description="the id of the event that it corrects")


class SessionRetracted(
    SessionEvent, type="session.held.retracted.v1", topic=PROGRAMS, key="program_id", subject="session_id"
):
    """The session did not take place, or was recorded twice. Counters remove it."""

    corrects: UUID = Field(description="the id of the event that it takes back")


class SessionCancelled(
    ProgramEvent, type="session.cancelled.v1", topic=PROGRAMS, key="program_id", subject="session_id"
):
    """A planned session did not take place."""

    session_id: UUID = Field(description="the session")
    cohort_id: UUID | None = Field(description="the cohort for which it was planned; null: open to all")
    planned_on: date = Field(description="the day for which it was planned")
    cancelled_by: Annotated[SessionCanceller, Growing()] = Field(
        description="facility, partner, nobody came, force majeure"
    )
    owed_for: tuple[Fulfilment, ...] = Field(description="the promises that it would have fulfilled")
