"""Inserts, loads and saves calls of meetings."""

from datetime import date
from uuid import UUID

from services.agreements.meetings.model.calls import CallNotFound, MeetingCall
from services.agreements.meetings.store.meetings import rows_of
from services.agreements.register.model.units import Unit
from shared.postgres.connections import Connection


async def insert_call(connection: Connection, call: MeetingCall, called_on: date) -> None:
    """Insert a call with the units that it invites."""
    await connection.execute(
        """INSERT INTO meeting_call (meeting_id, kinds, visibility, called_by, zone, called_on, planned_on, begins_at,
                                     venue, agenda, about, state, version)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""",
        call.id,
        call.kinds,
        call.visibility,
        call.called_by.id,
        call.zone,
        called_on,
        call.planned_on,
        call.begins_at,
        call.venue,
        call.agenda,
        rows_of(call.about),
        call.state,
        call.version,
    )
    await connection.execute(
        "INSERT INTO meeting_call_unit (meeting_id, unit_id) SELECT $1, unnest($2::uuid[])",
        call.id,
        [unit.id for unit in call.invited],
    )


async def load_call(connection: Connection, meeting_id: UUID) -> MeetingCall:
    """One call. Raises `CallNotFound`."""
    whole = await connection.fetchval("SELECT whole FROM meeting_call_whole WHERE id = $1", meeting_id)
    if whole is None:
        raise CallNotFound(id=meeting_id)
    return MeetingCall.model_validate_json(whole)


async def lock_call(connection: Connection, meeting_id: UUID) -> MeetingCall:
    """One call, locked until the end of the transaction. Raises `CallNotFound`."""
    await connection.execute("SELECT 1 FROM meeting_call WHERE meeting_id = $1 FOR UPDATE", meeting_id)
    return await load_call(connection, meeting_id)


async def save_call(connection: Connection, call: MeetingCall) -> None:
    """Save the plan, the state and the version of a call."""
    await connection.execute(
        """UPDATE meeting_call SET planned_on = $2, begins_at = $3, venue = $4, agenda = $5, state = $6, reason = $7,
                                   version = $8
           WHERE meeting_id = $1""",
        call.id,
        call.planned_on,
        call.begins_at,
        call.venue,
        call.agenda,
        call.state,
        call.reason,
        call.version,
    )


async def load_call_units(connection: Connection, meeting_id: UUID) -> tuple[Unit, ...]:
    """The unit that calls and the units that are invited, by kind and name. Raises `CallNotFound`."""
    rows = await connection.fetch(
        """SELECT u.id, u.kind, u.public_name AS name, u.region, u.zone
           FROM (SELECT called_by AS unit_id FROM meeting_call WHERE meeting_id = $1
                 UNION SELECT unit_id FROM meeting_call_unit WHERE meeting_id = $1) AS n
           CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = n.unit_id OFFSET 0) AS u
           ORDER BY u.kind, u.public_name, u.id""",
        meeting_id,
    )
    if not rows:
        raise CallNotFound(id=meeting_id)
    return tuple(Unit.model_validate(dict(row)) for row in rows)
