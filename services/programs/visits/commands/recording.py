"""A visit that took place is recorded, with the tasks that follow from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.visits.access import KEEPERS, scope_to_complete, scope_to_record, scope_to_register
from services.programs.visits.commands.announcing import visit_fields
from services.programs.visits.model.minutes import Minutes
from services.programs.visits.model.parts import Topic
from services.programs.visits.model.visit import Visit, VisitPlan, VisitTarget
from services.programs.visits.store import (
    insert_visit,
    load_known_programs,
    lock_two_facilities,
    lock_visit,
    save_completed,
    save_record,
)
from shared.access import Work, use_case
from shared.contracts.meetings import ReportedDay
from shared.contracts.visits import VisitHeld, VisitTaskCompleted
from shared.values.terms import day_in, moment_of
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class RegisterVisit:
    """A visit that took place without a request here."""

    target: VisitTarget
    topics: tuple[Topic, ...]
    minutes: Minutes


@dataclass(frozen=True, slots=True)
class RecordVisit:
    """A visit that was agreed has taken place."""

    visit_id: UUID
    expected_version: int
    minutes: Minutes


@dataclass(frozen=True, slots=True)
class CompleteVisitTask:
    """A task of a visit is done."""

    visit_id: UUID
    action_item_id: UUID
    completed_on: date


@use_case(*KEEPERS, scope=scope_to_register)
async def register_visit(work: Work, command: RegisterVisit) -> Visit:
    """Record a visit without a request. Raises `FacilityUnknown`, `DayImpossible` or a refusal of the visit."""
    host, guest = await lock_two_facilities(work.connection, command.target.host_id, command.target.guest_id)
    today = day_in(host.zone, work.now)
    record = command.minutes.record(today)
    bound = (each for topic in command.topics for each in topic.programs)
    known = await load_known_programs(work.connection, host.id, (*bound, *record.inspected_programs))
    visit = Visit.register(VisitPlan(host, guest, command.topics), record, command.minutes.tasks, known)
    await insert_visit(work.connection, visit, today)
    _emit_held(work, visit)
    return visit


@use_case(*KEEPERS, scope=scope_to_record)
async def record_visit(work: Work, command: RecordVisit) -> Visit:
    """Record that a visit took place. Raises `DayImpossible` or a refusal of the visit."""
    visit = await lock_visit(work.connection, command.visit_id)
    require_version(visit.version, command.expected_version)
    today = day_in(visit.host.zone, work.now)
    record = command.minutes.record(today)
    known = await load_known_programs(work.connection, visit.host.id, record.inspected_programs)
    visit.hold(record, command.minutes.tasks, known)
    await save_record(work.connection, visit, today)
    _emit_held(work, visit)
    return visit


@use_case(*KEEPERS, scope=scope_to_complete)
async def complete_visit_task(work: Work, command: CompleteVisitTask) -> Visit:
    """Complete a task. Raises `VisitTaskNotFound`, `WrongState` or `DayInTheFuture`."""
    visit = await lock_visit(work.connection, command.visit_id)
    owners = {item.id: visit.facility(item.owner).zone for item in visit.action_items}
    zone = owners.get(command.action_item_id, visit.host.zone)
    item = visit.complete(command.action_item_id, command.completed_on, day_in(zone, work.now))
    await save_completed(work.connection, visit, item)
    event = VisitTaskCompleted(
        **visit_fields(visit), action_item_id=item.id, owner=item.owner, completed_on=command.completed_on
    )
    work.emit(event, moment_of(command.completed_on, zone, work.now))
    return visit


def _emit_held(work: Work, visit: Visit) -> None:
    # Numbers only: people may write names into what was exchanged and found.
    record = visit.record
    if record is None:
        return
    event = VisitHeld(
        **visit_fields(visit),
        held=ReportedDay.model_validate(record.held),
        started_at=record.started_at,
        programs=visit.programs,
        exchanged=_number(record.exchanged),
        inspections=_number(record.inspections),
        action_items=_number(visit.action_items),
    )
    work.emit(event, record.held.moment(visit.host.zone, work.now))


def _number(parts: Iterable[object]) -> int:
    return sum(1 for _ in parts)
