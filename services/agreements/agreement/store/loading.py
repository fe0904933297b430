"""Loads agreements. A change locks the agreement first and loads it afterwards."""

from collections.abc import Collection
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement, AgreementNotFound
from services.agreements.agreement.model.grounds import MeetingGround, MeetingUnknown
from shared.postgres.connections import Connection
from shared.values.reported_days import ReportedDay


async def load_agreement(connection: Connection, agreement_id: UUID) -> Agreement:
    """One agreement with all its parts. Raises `AgreementNotFound`."""
    whole = await connection.fetchval("SELECT whole FROM agreement_whole WHERE id = $1", agreement_id)
    if whole is None:
        raise AgreementNotFound(id=agreement_id)
    return Agreement.model_validate_json(whole)


async def lock_agreement(connection: Connection, agreement_id: UUID) -> Agreement:
    """One agreement, locked until the end of the transaction. Raises `AgreementNotFound`."""
    # Two statements: a single one would return parties and scope as they were before it waited for the lock.
    await connection.execute("SELECT 1 FROM agreement WHERE id = $1 FOR UPDATE", agreement_id)
    return await load_agreement(connection, agreement_id)


async def load_live_successor_id(connection: Connection, agreement_id: UUID) -> UUID | None:
    """The id of the successor that binds or may still come to bind, if any; of several parts the first one."""
    found: UUID | None = await connection.fetchval(
        """SELECT id FROM agreement WHERE predecessor_id = $1 AND alive
           UNION ALL SELECT a.id FROM line_link l JOIN agreement a ON a.id = l.agreement_id
                     WHERE l.predecessor_id = $1 AND a.alive
           ORDER BY id LIMIT 1""",
        agreement_id,
    )
    return found


async def load_record_event(connection: Connection, agreement_id: UUID) -> UUID | None:
    """The id of the last event with the whole agreement; None for one from before v0.3.0."""
    found: UUID | None = await connection.fetchval("SELECT record_event FROM agreement WHERE id = $1", agreement_id)
    return found


async def load_grounds(
    connection: Connection, meeting_ids: Collection[UUID], line_id: UUID
) -> dict[UUID, MeetingGround]:
    """Those of the meetings that were about an agreement of the line. Raises `MeetingUnknown` for any other."""
    # A meeting about another line does not justify additions to this one, so it counts as unknown; so does one whose
    # record is retracted.
    rows = await connection.fetch(
        """SELECT m.* FROM meeting m
           WHERE m.id = ANY($1) AND m.retracted_at IS NULL
             AND EXISTS (SELECT FROM meeting_subject s JOIN agreement a ON a.id = s.agreement_id
                         WHERE s.meeting_id = m.id AND a.line_id = $2)""",
        list(meeting_ids),
        line_id,
    )
    found = {
        row["id"]: MeetingGround(tuple(row["kinds"]), ReportedDay.model_validate(dict(row)), row["recorded_on"])
        for row in rows
    }
    for missing in sorted(set(meeting_ids) - found.keys()):
        raise MeetingUnknown(id=missing)
    return found
