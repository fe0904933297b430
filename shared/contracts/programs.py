"""Public events of the programs service, with the program as their key. Participants appear only as counts.

Those of a *sensitive* activity carry no counts, because these would point to persons: health, rehabilitation, what
juveniles take part in, and fewer than five participants. `program_details` has the exact ones.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Extensible
from shared.contracts.parts import (
    Attendance,
    Authorisation,
    ExtensibleEndReason,
    ExtensiblePillar,
    FacilityRef,
    Fulfilment,
    PartnerRef,
)
from shared.values.capabilities import ScopeKind
from shared.values.cooperation import (
    CancellationReason,
    OutputDisposal,
    OutputUnit,
    Product,
    SessionCanceller,
    SessionKind,
    SuspensionReason,
)
from shared.values.quantities import Quantity
from shared.values.terms import ClockTime

PROGRAMS = "programs.v1"


class ProgramEvent(Event):
    """The fields of every event about a program; `covered_by` makes the program lawful on the day of the event."""

    program_id: UUID = Field(description="the program that the event is about")
    version: int = Field(description="the program's version after the event; an event with a lower one is older")
    facility: FacilityRef = Field(description="the facility that runs it")
    template: str = Field(description="code of the program's template in the catalogue")
    title: str = Field(description="the title of the template, in Indonesian")
    name: str = Field(description="the program's own name, in Indonesian; the facility may change it when it opens")
    pillar: ExtensiblePillar | None = Field(description="the pillar of coaching; null for another function")
    fiscal_year: int = Field(description="the budget year, which is the calendar year")
    covered_by: tuple[Authorisation, ...] = Field(description="the authorisations in force on that day; may be empty")


class ProgramPlanned(ProgramEvent, type="program.planned.v1", topic=PROGRAMS, key="program_id", subject="program_id"):
    """A program is planned for a fiscal year. Without an authorisation the facility planned it on its own."""

    opens_from: date | None = Field(description="the first day on which it can be opened; null: that day has come")
    agencies: tuple[PartnerRef, ...] = Field(description="the responsible agencies of the partners; may be empty")


class AuthorisationAttached(
    ProgramEvent, type="program.authorisation_attached.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """One more scope item carries an existing program."""

    attached: Authorisation = Field(description="the new authorisation")


class AuthorisationHandedOver(
    ProgramEvent, type="program.authorisation_handed_over.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """A succession has begun: the new agreement carries the program from this day."""

    old: Authorisation = Field(description="the authorisation that ends")
    new: Authorisation = Field(description="the authorisation that continues it")


class AuthorisationEnded(
    ProgramEvent, type="program.authorisation_ended.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """A scope item no longer carries the program and none continues it: admission closes, running cohorts finish."""

    ended: Authorisation = Field(description="the authorisation that ended")
    reason: ExtensibleEndReason = Field(description="why it ended")
    ended_on: date = Field(description="the last day on which it carried the program")


class ProgramOpened(ProgramEvent, type="program.opened.v1", topic=PROGRAMS, key="program_id", subject="program_id"):
    """Participants can be admitted."""

    opened_on: date = Field(description="the day from which participants can be admitted")


class ProgramJoined(ProgramEvent, type="program.joined.v1", topic=PROGRAMS, key="program_id", subject="program_id"):
    """A program without participants, or a cancelled one, is joined into another: its scope items carry that one."""

    into: UUID = Field(description="the program into which it was joined, of the same practice, facility and year")
    joined_on: date = Field(description="the day on which the facility joined them")


class DecisionEvent(ProgramEvent):
    """Fields of every event about a decision that interrupts, resumes or ends a program."""

    decided_by: Annotated[ScopeKind, Extensible()] = Field(
        description="who decided: the facility, or an office above it"
    )
    agencies: tuple[PartnerRef, ...] = Field(description="the responsible agencies of the partners; may be empty")


class ProgramSuspended(
    DecisionEvent, type="program.suspended.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """Nothing takes place until the program is resumed."""

    suspended_on: date = Field(description="the first day on which nothing takes place")
    reason: Annotated[SuspensionReason, Extensible()] = Field(description="why, as a code")


class ProgramResumed(DecisionEvent, type="program.resumed.v1", topic=PROGRAMS, key="program_id", subject="program_id"):
    """A suspended program goes on."""

    resumed_on: date = Field(description="the first day on which it goes on")


class ProgramCompleted(
    DecisionEvent, type="program.completed.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """The program ran to its end. Sessions up to its last day may still be recorded, here as after every ending."""

    completed_on: date = Field(description="its last day")


class ProgramWoundDown(
    DecisionEvent, type="program.wound_down.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """The last agreement that carried the program has ended, and the facility has brought it to a close."""

    wound_down_on: date = Field(description="its last day")
    reason: ExtensibleEndReason = Field(description="why its last authorisation ended")


class ProgramCancelled(
    DecisionEvent, type="program.cancelled.v1", topic=PROGRAMS, key="program_id", subject="program_id"
):
    """The facility has called the program off."""

    cancelled_on: date = Field(description="its last day")
    reason: Annotated[CancellationReason, Extensible()] = Field(description="why, as a code")


class CohortStarted(ProgramEvent, type="cohort.started.v1", topic=PROGRAMS, key="program_id", subject="cohort_id"):
    """A cohort began. With its first cohort a program is running."""

    cohort_id: UUID = Field(description="the cohort")
    participants: int | None = Field(description="the number of participants admitted; null if it is sensitive")
    started_on: date = Field(description="its first day")


class CohortCompleted(ProgramEvent, type="cohort.completed.v1", topic=PROGRAMS, key="program_id", subject="cohort_id"):
    """A cohort ran to its end; its last enrolments ended with it."""

    cohort_id: UUID = Field(description="the cohort")
    completed_on: date = Field(description="its last day")
    sessions: int = Field(description="the number of sessions that it held")
    participants: int | None = Field(description="the number of participants admitted in all; null if it is sensitive")
    completed: int | None = Field(description="how many of them completed it; null if it is sensitive")


class SessionEvent(ProgramEvent):
    """Fields of every event about a session: the whole of it. `covered_by` only makes it lawful."""

    session_id: UUID = Field(description="the session")
    session_version: int = Field(description="the session's version after the event; counts have it as well")
    cohort_id: UUID | None = Field(description="the cohort for which it was held; null: open, without a roster")
    held_on: date = Field(description="the day on which it was held")
    started_at: ClockTime | None = Field(description="the time of day in the facility's zone; null: not recorded")
    minutes: int | None = Field(description="how long it was; null: not recorded")
    kind: Annotated[SessionKind, Extensible()] = Field(description="the kind of session")
    instructors: tuple[PartnerRef, ...] = Field(
        description="the organisations that sent instructors; empty: the facility did"
    )
    delivered_for: tuple[Fulfilment, ...] = Field(
        description="the scope items that it fulfils; empty: the facility's own activity"
    )
    attendance: Attendance | None = Field(
        description="the counts, null if sensitive; everyone at an open session counts as active"
    )


class SessionHeld(SessionEvent, type="session.held.v1", topic=PROGRAMS, key="program_id", subject="session_id"):
    """A session took place: activity under `delivered_for`, and under nothing else."""


class SessionCorrected(
    SessionEvent, type="session.held.corrected.v1", topic=PROGRAMS, key="program_id", subject="session_id"
):
    """A session with everything as it is right. Counters replace what they have of it."""

    corrects: UUID = Field(description="the id of the event that it corrects")


class SessionRetracted(
    SessionEvent, type="session.held.retracted.v1", topic=PROGRAMS, key="program_id", subject="session_id"
):
    """The session did not take place, or was recorded twice. Counters remove it."""

    corrects: UUID = Field(description="the id of the event that it retracts")


class SessionCancelled(
    ProgramEvent, type="session.cancelled.v1", topic=PROGRAMS, key="program_id", subject="session_id"
):
    """A planned session does not take place."""

    session_id: UUID = Field(description="the session that was planned")
    cohort_id: UUID | None = Field(description="the cohort for which it was planned; null: open, without a roster")
    planned_on: date = Field(description="the day for which it was planned")
    cancelled_by: Annotated[SessionCanceller, Extensible()] = Field(description="who or what prevented it")
    owed_for: tuple[Fulfilment, ...] = Field(description="the scope items that it would have fulfilled; may be empty")


class OutcomeEvent(ProgramEvent):
    """Fields of every event about an outcome: the whole of it. `covered_by` only makes it lawful."""

    cohort_id: UUID | None = Field(description="the cohort that brought it forth; null: not recorded")
    delivered_for: tuple[Fulfilment, ...] = Field(
        description="the scope items that it fulfils; empty: the facility's own activity"
    )


class OutputEvent(OutcomeEvent):
    """Fields of every event about an output. Numbers of different units are never added."""

    output_id: UUID = Field(description="the output")
    output_version: int = Field(description="the output's version after the event")
    made_from: date = Field(description="the first day on which it can have been made")
    made_until: date = Field(description="the last day on which it can have been made; the same if the day is known")
    product: Annotated[Product, Extensible()] = Field(description="the kind of product")
    quantity: Quantity = Field(description="how much was made, in the unit; whole in units that count")
    unit: Annotated[OutputUnit, Extensible()] = Field(description="the unit of the quantity")
    value: int | None = Field(description="the value in rupiah; null: not known")
    disposal: Annotated[OutputDisposal, Extensible()] = Field(description="what became of it")


class OutputRecorded(OutputEvent, type="output.recorded.v1", topic=PROGRAMS, key="program_id", subject="output_id"):
    """A program has made a product: activity under `delivered_for`, and under nothing else."""


class OutputCorrected(
    OutputEvent, type="output.recorded.corrected.v1", topic=PROGRAMS, key="program_id", subject="output_id"
):
    """An output with everything as it is right. Counters replace what they have of it."""

    corrects: UUID = Field(description="the id of the event that it corrects")


class OutputRetracted(
    OutputEvent, type="output.recorded.retracted.v1", topic=PROGRAMS, key="program_id", subject="output_id"
):
    """The product was not made, or was recorded twice. Counters remove it."""

    corrects: UUID = Field(description="the id of the event that it retracts")


class PerformanceEvent(OutcomeEvent):
    """Fields of every event about a performance."""

    performance_id: UUID = Field(description="the performance")
    performance_version: int = Field(description="the performance's version after the event")
    held_on: date = Field(description="the day on which it was given")
    starts_at: ClockTime | None = Field(description="the time of day in the facility's zone; null: not recorded")
    performers: int | None = Field(description="the number of performers; null if it is sensitive")
    ceremony_id: UUID | None = Field(description="the ceremony at which it was given; null: at none")
    meeting_id: UUID | None = Field(description="the meeting at which it was given; null: at none")


class PerformanceGiven(
    PerformanceEvent, type="performance.given.v1", topic=PROGRAMS, key="program_id", subject="performance_id"
):
    """An ensemble has performed: activity under `delivered_for`, and under nothing else."""


class PerformanceCorrected(
    PerformanceEvent, type="performance.given.corrected.v1", topic=PROGRAMS, key="program_id", subject="performance_id"
):
    """A performance with everything as it is right. Counters replace what they have of it."""

    corrects: UUID = Field(description="the id of the event that it corrects")


class PerformanceRetracted(
    PerformanceEvent, type="performance.given.retracted.v1", topic=PROGRAMS, key="program_id", subject="performance_id"
):
    """The performance was not given, or was recorded twice. Counters remove it."""

    corrects: UUID = Field(description="the id of the event that it retracts")
