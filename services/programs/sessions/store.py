"""Inserts, saves and loads sessions with their parts, and inserts cancelled ones."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import asyncpg

from services.programs.obligations.store import load_fulfilled
from services.programs.participants.store import resolver
from services.programs.program.model.parts import Authorisation, Organisation
from services.programs.program.model.program import Program
from services.programs.sessions.model.attendance import marks_of
from services.programs.sessions.model.audience import AudienceGroup
from services.programs.sessions.model.delivery import Coverage
from services.programs.sessions.model.session import Cancellation, Session, SessionFacts, SessionNotFound
from shared.postgres.connections import Connection

_PARTS = ("session_instructor", "session_audience", "session_delivery", "session_obligation", "attendance")


async def insert_session(connection: Connection, program: Program, session: Session, event_id: UUID) -> None:
    """Insert a session with everything that it consists of, and the event about it."""
    await connection.execute(
        """INSERT INTO session (id, program_id, cohort_id, held_on, started_at, minutes, kind, topic, active, passive,
                                absent, version, event_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""",
        session.id,
        session.program_id,
        session.cohort_id,
        *_columns(session.facts),
        session.version,
        event_id,
    )
    await _insert_parts(connection, program, session)


async def save_session(connection: Connection, program: Program, session: Session, event_id: UUID, reason: str) -> None:
    """Save a corrected or retracted session, the event about that, and the reason."""
    await connection.execute(
        """UPDATE session SET held_on = $2, started_at = $3, minutes = $4, kind = $5, topic = $6, active = $7,
                              passive = $8, absent = $9, version = $10, event_id = $11, retracted_at = $12
           WHERE id = $1""",
        session.id,
        *_columns(session.facts),
        session.version,
        event_id,
        session.retracted_at,
    )
    for table in _PARTS:
        await connection.execute(f"DELETE FROM {table} WHERE session_id = $1", session.id)  # noqa: S608 -- constants
    await _insert_parts(connection, program, session)
    await connection.execute(
        "INSERT INTO session_change (session_id, version, reason) VALUES ($1, $2, $3)",
        session.id,
        session.version,
        reason,
    )


async def load_program_of(connection: Connection, session_id: UUID) -> UUID:
    """Load the program of a session, which never changes. Raises `SessionNotFound`."""
    program_id: UUID | None = await connection.fetchval("SELECT program_id FROM session WHERE id = $1", session_id)
    if program_id is None:
        raise SessionNotFound(id=session_id)
    return program_id


async def lock_session(connection: Connection, session_id: UUID, program: Program) -> Session:
    """Load a session of a program and lock it until the transaction ends. Raises `SessionNotFound`."""
    row = await connection.fetchrow("SELECT * FROM session WHERE id = $1 FOR UPDATE", session_id)
    if row is None:
        raise SessionNotFound(id=session_id)
    items = await connection.fetch("SELECT scope_item_id FROM session_delivery WHERE session_id = $1", session_id)
    delivered = {each["scope_item_id"] for each in items}
    return Session(
        id=row["id"],
        program_id=row["program_id"],
        cohort_id=row["cohort_id"],
        facts=await _facts(connection, program, row),
        delivered_for=tuple(each for each in program.authorisations if each.scope_item_id in delivered),
        obligations=tuple(await load_fulfilled(connection, session_id)),
        version=row["version"],
        retracted_at=row["retracted_at"],
    )


async def load_last_event(connection: Connection, session_id: UUID) -> UUID:
    """Load the last event about a locked session, which a correction names."""
    event_id: UUID = await connection.fetchval("SELECT event_id FROM session WHERE id = $1", session_id)
    return event_id


async def load_doubles(connection: Connection, session: Session) -> list[UUID]:
    """Load the other sessions of the same cohort, or without one, with the same program, day and topic."""
    rows = await connection.fetch(
        """SELECT id FROM session
           WHERE program_id = $1 AND cohort_id IS NOT DISTINCT FROM $2 AND held_on = $3 AND id <> $4
             AND lower(topic) = lower($5) AND retracted_at IS NULL ORDER BY id""",
        session.program_id,
        session.cohort_id,
        session.facts.held_on,
        session.id,
        session.facts.topic,
    )
    return [row["id"] for row in rows]


async def insert_cancellation(connection: Connection, cancellation: Cancellation) -> None:
    """Insert a cancelled session with the scope items that it would have fulfilled."""
    await connection.execute(
        """INSERT INTO session_cancellation (id, program_id, cohort_id, planned_on, topic, cancelled_by)
           VALUES ($1, $2, $3, $4, $5, $6)""",
        cancellation.id,
        cancellation.program_id,
        cancellation.cohort_id,
        cancellation.planned_on,
        cancellation.topic,
        cancellation.cancelled_by,
    )
    await connection.execute(
        "INSERT INTO session_owed (cancellation_id, program_id, scope_item_id) SELECT $1, $2, unnest($3::uuid[])",
        cancellation.id,
        cancellation.program_id,
        _items(cancellation.owed_for),
    )


async def load_coverage(connection: Connection, covered_by: Sequence[Authorisation]) -> list[Coverage]:
    """Load the principals of the agreements of these authorisations."""
    rows = await connection.fetch(
        """SELECT agreement_id, array_agg(partner_id) AS partners FROM agreement_partner
           WHERE principal AND agreement_id = ANY ($1) GROUP BY agreement_id""",
        [each.agreement_id for each in covered_by],
    )
    principals = {row["agreement_id"]: frozenset(row["partners"]) for row in rows}
    return [Coverage(each, principals.get(each.agreement_id, frozenset())) for each in covered_by]


def _columns(facts: SessionFacts) -> tuple[object, ...]:
    return facts.held_on, facts.started_at, facts.minutes, facts.kind, facts.topic, *facts.counts


def _items(authorisations: Iterable[Authorisation]) -> list[UUID]:
    return [each.scope_item_id for each in authorisations]


async def _insert_parts(connection: Connection, program: Program, session: Session) -> None:
    facts = session.facts
    await connection.executemany(
        "INSERT INTO session_instructor (session_id, ordinal, organisation_id, name) VALUES ($1, $2, $3, $4)",
        [(session.id, ordinal, each.id, each.name) for ordinal, each in enumerate(facts.instructors, start=1)],
    )
    await connection.executemany(
        "INSERT INTO session_audience (session_id, participants, number) VALUES ($1, $2, $3)",
        [(session.id, group.participants, group.number) for group in facts.audience],
    )
    await connection.execute(
        "INSERT INTO session_delivery (session_id, program_id, scope_item_id) SELECT $1, $2, unnest($3::uuid[])",
        session.id,
        session.program_id,
        _items(session.delivered_for),
    )
    await connection.executemany(
        "INSERT INTO session_obligation (session_id, obligation_id, quantity) VALUES ($1, $2, $3)",
        [(session.id, obligation.id, quantity) for obligation, quantity in session.credits.items()],
    )
    references = [each.participant_ref for each in facts.attendance]
    participants = await resolver(connection).participants(program.facility.id, references)
    await connection.execute(
        """INSERT INTO attendance (session_id, participant_id, mark, reason)
           SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[])""",
        session.id,
        [participants[each] for each in references],
        [each.mark for each in facts.attendance],
        [each.reason for each in facts.attendance],
    )


async def _facts(connection: Connection, program: Program, row: asyncpg.Record) -> SessionFacts:
    async def parts(columns: str, table: str) -> list[asyncpg.Record]:
        found: list[asyncpg.Record] = await connection.fetch(
            f"SELECT {columns} FROM {table} WHERE session_id = $1",  # noqa: S608 -- constants
            row["id"],
        )
        return found

    marks = await parts("participant_id, mark, reason", "attendance")
    references = await resolver(connection).references(program.facility.id, [each["participant_id"] for each in marks])
    return SessionFacts(
        held_on=row["held_on"],
        started_at=row["started_at"],
        minutes=row["minutes"],
        kind=row["kind"],
        topic=row["topic"],
        instructors=tuple(
            Organisation(each["organisation_id"], each["name"])
            for each in sorted(await parts("*", "session_instructor"), key=lambda each: each["ordinal"])
        ),
        attendance=marks_of(marks, references),
        audience=tuple(AudienceGroup(**each) for each in await parts("participants, number", "session_audience")),
    )
