"""The guest requests a visit, the host answers, and either of them may call it off."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from services.programs.visits.access import KEEPERS, scope_to_answer, scope_to_record, scope_to_request
from services.programs.visits.commands.announcing import visit_fields
from services.programs.visits.model.parts import Programs, Topic
from services.programs.visits.model.visit import Cancellation, Visit, VisitPlan, VisitTarget
from services.programs.visits.store import (
    insert_visit,
    load_known_programs,
    lock_two_facilities,
    lock_visit,
    save_answer,
)
from shared.access import Work, use_case
from shared.contracts.visits import VisitAgreed, VisitCancelled, VisitDeclined, VisitRequested
from shared.values.cooperation import VisitDeclineReason
from shared.values.terms import day_in, moment_of
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class RequestVisit:
    """A facility asks another one to receive it."""

    target: VisitTarget
    topics: tuple[str, ...]
    planned_on: date | None = None
    starts_at: time | None = None
    letter: str | None = None


@dataclass(frozen=True, slots=True)
class AgreeToVisit:
    """The host receives the visit on this day; `programs` are its own ones for each topic."""

    visit_id: UUID
    expected_version: int
    planned_on: date
    starts_at: time | None
    programs: tuple[Programs, ...]


@dataclass(frozen=True, slots=True)
class DeclineVisit:
    """The host does not receive the visit."""

    visit_id: UUID
    expected_version: int
    reason: VisitDeclineReason


@dataclass(frozen=True, slots=True)
class CancelVisit:
    """A visit that was requested or agreed does not take place."""

    visit_id: UUID
    expected_version: int
    cancellation: Cancellation


@use_case(*KEEPERS, scope=scope_to_request)
async def request_visit(work: Work, command: RequestVisit) -> Visit:
    """Request a visit. Raises `FacilityUnknown`, `VisitToItself` or `DayTooSoon`."""
    host, guest = await lock_two_facilities(work.connection, command.target.host_id, command.target.guest_id)
    topics = tuple(Topic(title=each) for each in command.topics)
    plan = VisitPlan(host, guest, topics, command.planned_on, command.starts_at, command.letter)
    today = day_in(host.zone, work.now)
    visit = Visit.request(plan, today)
    await insert_visit(work.connection, visit, today)
    work.emit(
        VisitRequested(**visit_fields(visit), requested_on=today, planned_on=visit.planned_on, topics=len(visit.topics))
    )
    return visit


@use_case(*KEEPERS, scope=scope_to_answer)
async def agree_to_visit(work: Work, command: AgreeToVisit) -> Visit:
    """Agree to a day and name the programs of each topic. Raises a refusal of the visit."""
    visit = await lock_visit(work.connection, command.visit_id)
    require_version(visit.version, command.expected_version)
    named = [each for programs in command.programs for each in programs]
    known = await load_known_programs(work.connection, visit.host.id, named)
    visit.agree(command.planned_on, command.starts_at, command.programs, known, day_in(visit.host.zone, work.now))
    await save_answer(work.connection, visit)
    work.emit(
        VisitAgreed(
            **visit_fields(visit),
            planned_on=command.planned_on,
            starts_at=command.starts_at,
            programs=visit.programs,
        )
    )
    return visit


@use_case(*KEEPERS, scope=scope_to_answer)
async def decline_visit(work: Work, command: DeclineVisit) -> Visit:
    """Decline a request. Raises `WrongState`."""
    visit = await lock_visit(work.connection, command.visit_id)
    require_version(visit.version, command.expected_version)
    visit.decline(command.reason)
    await save_answer(work.connection, visit)
    work.emit(VisitDeclined(**visit_fields(visit), reason=command.reason))
    return visit


@use_case(*KEEPERS, scope=scope_to_record)
async def cancel_visit(work: Work, command: CancelVisit) -> Visit:
    """Call a visit off. Raises `WrongState` or a refusal of the day."""
    visit = await lock_visit(work.connection, command.visit_id)
    require_version(visit.version, command.expected_version)
    off = command.cancellation
    visit.cancel(off, day_in(visit.host.zone, work.now))
    await save_answer(work.connection, visit)
    event = VisitCancelled(
        **visit_fields(visit), cancelled_by=off.cancelled_by, cancelled_on=off.cancelled_on, reason=off.reason
    )
    work.emit(event, moment_of(off.cancelled_on, visit.host.zone, work.now))
    return visit
