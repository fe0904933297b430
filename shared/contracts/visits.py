"""Events of study visits between two facilities. Key: the visit, with the adoptions that follow from it.

What is agreed, held and adopted is public. Requests, refusals and the completion of tasks are internal.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Extensible
from shared.contracts.meetings import ReportedDay
from shared.contracts.parts import FacilityRef
from shared.contracts.program_details import PROGRAMS_INTERNAL
from shared.contracts.programs import PROGRAMS
from shared.values.cooperation import AbandonReason, VisitCancelReason, VisitDeclineReason, VisitSide
from shared.values.terms import ClockTime

ExtensibleSide = Annotated[VisitSide, Extensible()]


class VisitEvent(Event):
    """Fields of every event about a visit. What people write about it stays in the service."""

    visit_id: UUID = Field(description="the visit")
    version: int = Field(description="the visit's version after the event; an event with a lower one is older")
    facility: FacilityRef = Field(description="the facility that is visited; days of the visit are days in its zone")
    guests: tuple[FacilityRef, ...] = Field(description="the facilities that visit it; one today")


class VisitRequested(
    VisitEvent, type="visit.requested.v1", topic=PROGRAMS_INTERNAL, key="visit_id", subject="visit_id"
):
    """A facility asks another one to receive it."""

    requested_on: date = Field(description="the day of the request")
    planned_on: date | None = Field(description="the day that the guest asks for; null: the host may choose")
    topics: int = Field(description="how many topics the guest has named")


class VisitAgreed(VisitEvent, type="visit.agreed.v1", topic=PROGRAMS, key="visit_id", subject="visit_id"):
    """The host receives the visit."""

    planned_on: date = Field(description="the day on which it is to take place")
    starts_at: ClockTime | None = Field(description="the time of day in the host's zone; null: not agreed")
    programs: tuple[UUID, ...] = Field(description="the host's programs that it will show; may be empty")


class VisitDeclined(VisitEvent, type="visit.declined.v1", topic=PROGRAMS_INTERNAL, key="visit_id", subject="visit_id"):
    """The host does not receive the visit."""

    reason: Annotated[VisitDeclineReason, Extensible()] = Field(description="why, as a code")


class VisitCancelled(
    VisitEvent, type="visit.cancelled.v1", topic=PROGRAMS_INTERNAL, key="visit_id", subject="visit_id"
):
    """One of the two facilities has called the visit off."""

    cancelled_by: ExtensibleSide = Field(description="the side that called it off: host or guest")
    cancelled_on: date = Field(description="the day on which it was called off")
    reason: Annotated[VisitCancelReason, Extensible()] = Field(description="why, as a code")


class VisitHeld(VisitEvent, type="visit.held.v1", topic=PROGRAMS, key="visit_id", subject="visit_id"):
    """A visit is on record."""

    held: ReportedDay = Field(description="the day on which it was held, as reported")
    started_at: ClockTime | None = Field(description="the time of day in the host's zone; null: not recorded")
    programs: tuple[UUID, ...] = Field(description="the host's programs that it was about; may be empty")
    exchanged: int = Field(description="how many strategies, mechanisms, documents and others were passed on")
    inspections: int = Field(description="how many locations were inspected")
    action_items: int = Field(description="how many tasks the two sides agreed on")


class VisitTaskCompleted(
    VisitEvent, type="visit.action_item_completed.v1", topic=PROGRAMS_INTERNAL, key="visit_id", subject="visit_id"
):
    """A task that the two sides agreed on at a visit is done."""

    action_item_id: UUID = Field(description="the task")
    owner: ExtensibleSide = Field(description="the side that had to do it: host or guest")
    completed_on: date = Field(description="the day on which it was done")


class AdoptionEvent(VisitEvent):
    """Fields of every event about the plan of a guest to adopt a practice: the lineage of practice and facility."""

    adoption_id: UUID = Field(description="the plan")
    practice: str = Field(description="code of the practice in the catalogue")
    practice_version: int = Field(description="the version in which the host runs it")
    title: str = Field(description="the title of the practice, in Indonesian")
    from_program: UUID = Field(description="the host's program in which it was seen")


class AdoptionPlanned(AdoptionEvent, type="adoption.planned.v1", topic=PROGRAMS, key="visit_id", subject="visit_id"):
    """The guest plans to adopt a practice of its host."""

    planned_on: date = Field(description="the day of the plan")
    adopt_by: date = Field(description="the day by which the practice is to be adopted")
    check_due_on: date = Field(description="the day from which it is checked whether it was adopted")


class AdoptionBegun(AdoptionEvent, type="adoption.begun.v1", topic=PROGRAMS, key="visit_id", subject="visit_id"):
    """The guest has a program of its own that adopts the practice."""

    program_id: UUID = Field(description="the guest's program")


class AdoptionConfirmed(
    AdoptionEvent, type="adoption.confirmed.v1", topic=PROGRAMS, key="visit_id", subject="visit_id"
):
    """The practice was adopted: the guest's program has held sessions, six months or more after the plan."""

    program_id: UUID = Field(description="the guest's program")
    confirmed_on: date = Field(description="the day of the check")
    sessions: int = Field(description="the number of its sessions by that day")


class AdoptionAbandoned(
    AdoptionEvent, type="adoption.abandoned.v1", topic=PROGRAMS, key="visit_id", subject="visit_id"
):
    """The practice was not adopted."""

    program_id: UUID | None = Field(description="the guest's program, if one was planned")
    abandoned_on: date = Field(description="the day of the check")
    reason: Annotated[AbandonReason, Extensible()] = Field(description="why, as a code")
