"""Loads and saves visits with their topics, tasks and adoption plans."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from services.programs.catalogue.model.refusals import FacilityUnknown
from services.programs.program.model.columns import template_of, title_of
from services.programs.program.model.parts import Facility
from services.programs.visits.model.adoption import Adoption, Check, Practice, VisitProgram
from services.programs.visits.model.columns import adoption_of, side_of
from services.programs.visits.model.parts import ActionItem, Topic, VisitRecord
from services.programs.visits.model.refusals import VisitNotFound
from services.programs.visits.model.visit import Cancellation, Visit
from shared.postgres.connections import Connection


async def lock_two_facilities(connection: Connection, host_id: UUID, guest_id: UUID) -> tuple[Facility, Facility]:
    """Load the host and the guest as they are today, and lock them against changes. Raises `FacilityUnknown`."""
    rows = await connection.fetch(
        "SELECT id, name, region, zone FROM facility WHERE id = ANY ($1::uuid[]) ORDER BY id FOR SHARE",
        [host_id, guest_id],
    )
    found = {row["id"]: Facility(**row) for row in rows}
    for each in (host_id, guest_id):
        if each not in found:
            raise FacilityUnknown(id=each)
    return found[host_id], found[guest_id]


async def load_known_programs(connection: Connection, facility_id: UUID, named: Iterable[UUID]) -> frozenset[UUID]:
    """The programs of a facility among those that are named."""
    rows = await connection.fetch(
        "SELECT id FROM program WHERE facility_id = $1 AND id = ANY ($2::uuid[])", facility_id, list(named)
    )
    return frozenset(row["id"] for row in rows)


async def load_visit_program(connection: Connection, program_id: UUID) -> VisitProgram | None:
    """A program of any facility with its practice; None if there is none."""
    row = await connection.fetchrow(
        """SELECT id, facility_id, template, template_version, title_indonesian, title_english
           FROM program WHERE id = $1""",
        program_id,
    )
    if row is None:
        return None
    return VisitProgram(row["id"], row["facility_id"], Practice(template_of(row), title_of(row)))


async def load_sessions(connection: Connection, program_id: UUID | None, until: date) -> int:
    """The number of sessions that a program has held by a day."""
    count: int = await connection.fetchval(
        "SELECT count(*) FROM session WHERE program_id = $1 AND retracted_at IS NULL AND held_on <= $2",
        program_id,
        until,
    )
    return count


async def lock_visit(connection: Connection, visit_id: UUID) -> Visit:
    """Load a visit and lock it until the transaction ends. Raises `VisitNotFound`."""
    if not await connection.fetchval("SELECT true FROM visit WHERE id = $1 FOR UPDATE", visit_id):
        raise VisitNotFound(id=visit_id)
    # In statements of their own: they see what was saved while this one waited for the lock.
    row = await connection.fetchrow("SELECT * FROM visit_facilities WHERE id = $1", visit_id)
    topics = await connection.fetch("SELECT * FROM visit_topic WHERE visit_id = $1 ORDER BY ordinal", visit_id)
    items = await connection.fetch("SELECT * FROM visit_action_item WHERE visit_id = $1 ORDER BY ordinal", visit_id)
    plans = await connection.fetch("SELECT * FROM adoption WHERE visit_id = $1 ORDER BY id", visit_id)
    return Visit(
        id=row["id"],
        host=side_of(row, "host"),
        guest=side_of(row, "guest"),
        topics=tuple(Topic(title=each["title"], programs=each["programs"]) for each in topics),
        requested_on=row["requested_on"],
        letter=row["letter"],
        planned_on=row["planned_on"],
        starts_at=row["starts_at"],
        state=row["state"],
        decline_reason=row["decline_reason"],
        cancellation=_cancellation(row),
        record=VisitRecord.model_validate_json(row["record"]) if row["record"] else None,
        action_items=tuple(_item(each) for each in items),
        adoptions=tuple(adoption_of(each) for each in plans),
        version=row["version"],
    )


async def insert_visit(connection: Connection, visit: Visit, today: date) -> None:
    """Insert a visit that is requested, or recorded afterwards."""
    await connection.execute(
        """INSERT INTO visit (id, host_id, guest_id, requested_on, letter, planned_on, starts_at, state, record,
                              recorded_on, sorted_on, version)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""",
        *(visit.id, visit.host.id, visit.guest.id, visit.requested_on, visit.letter),
        *(visit.planned_on, visit.starts_at, visit.state),
        *_record_columns(visit, today),
        visit.version,
    )
    await connection.executemany(
        "INSERT INTO visit_topic (visit_id, ordinal, title, programs) VALUES ($1, $2, $3, $4)",
        [(visit.id, ordinal, topic.title, list(topic.programs)) for ordinal, topic in enumerate(visit.topics)],
    )
    await _insert_items(connection, visit)


async def save_answer(connection: Connection, visit: Visit) -> None:
    """Save that the host has agreed or declined, or that one side has called the visit off."""
    off = visit.cancellation
    await connection.execute(
        """UPDATE visit SET state = $2, planned_on = $3, starts_at = $4, decline_reason = $5, cancelled_by = $6,
                            cancelled_on = $7, cancel_reason = $8, version = $9
           WHERE id = $1""",
        *(visit.id, visit.state, visit.planned_on, visit.starts_at, visit.decline_reason),
        *((off.cancelled_by, off.cancelled_on, off.reason) if off else (None, None, None)),
        visit.version,
    )
    await connection.executemany(
        "UPDATE visit_topic SET programs = $3 WHERE visit_id = $1 AND ordinal = $2",
        [(visit.id, ordinal, list(topic.programs)) for ordinal, topic in enumerate(visit.topics)],
    )


async def save_record(connection: Connection, visit: Visit, today: date) -> None:
    """Save that a visit took place, with the tasks that were agreed on."""
    await connection.execute(
        "UPDATE visit SET state = 'held', record = $2, recorded_on = $3, sorted_on = $4, version = $5 WHERE id = $1",
        visit.id,
        *_record_columns(visit, today),
        visit.version,
    )
    await _insert_items(connection, visit)


async def save_completed(connection: Connection, visit: Visit, item: ActionItem) -> None:
    """Save that a task is done."""
    await connection.execute("UPDATE visit_action_item SET completed_on = $2 WHERE id = $1", item.id, item.completed_on)
    await _save_version(connection, visit)


async def insert_adoption(connection: Connection, visit: Visit, adoption: Adoption) -> None:
    """Insert a plan to adopt a practice."""
    practice = adoption.practice
    await connection.execute(
        """INSERT INTO adoption (id, visit_id, practice, practice_version, title_indonesian, title_english,
                                 from_program, planned_on, adopt_by, check_due_on, state)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
        *(adoption.id, visit.id, practice.version.code, practice.version.version, practice.title.id, practice.title.en),
        *(adoption.from_program, adoption.planned_on, adoption.adopt_by, adoption.check_due_on, adoption.state),
    )
    await _save_version(connection, visit)


async def save_adoption(connection: Connection, visit: Visit, adoption: Adoption) -> None:
    """Save the program and the check of a plan."""
    check = adoption.check or Check("adopted", date.min)
    await connection.execute(
        "UPDATE adoption SET state = $2, program_id = $3, checked_on = $4, reason = $5 WHERE id = $1",
        *(adoption.id, adoption.state, adoption.program_id),
        *(check.checked_on if adoption.check else None, check.reason),
    )
    await _save_version(connection, visit)


async def _insert_items(connection: Connection, visit: Visit) -> None:
    await connection.executemany(
        "INSERT INTO visit_action_item (id, visit_id, ordinal, task, owner, due_on) VALUES ($1, $2, $3, $4, $5, $6)",
        [
            (item.id, visit.id, ordinal, item.task, item.owner, item.due_on)
            for ordinal, item in enumerate(visit.action_items)
        ],
    )


async def _save_version(connection: Connection, visit: Visit) -> None:
    await connection.execute("UPDATE visit SET version = $2 WHERE id = $1", visit.id, visit.version)


def _record_columns(visit: Visit, today: date) -> tuple[str | None, date | None, date]:
    """The record, the day of recording, and the day by which lists are sorted."""
    if visit.record is None:
        return None, None, visit.requested_on or today
    return visit.record.model_dump_json(), today, visit.record.held.latest_or(today)


def _cancellation(row: Mapping[str, Any]) -> Cancellation | None:
    if row["cancelled_on"] is None:
        return None
    return Cancellation(row["cancelled_by"], row["cancelled_on"], row["cancel_reason"])


def _item(row: Mapping[str, Any]) -> ActionItem:
    return ActionItem(
        id=row["id"], task=row["task"], owner=row["owner"], due_on=row["due_on"], completed_on=row["completed_on"]
    )
