"""Takes note of programs, of what carries them, and of sessions; each is reported once."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.agreements.activity.model import HeldSession, ReportedProgram
from shared.postgres.connections import Connection


async def save_program(connection: Connection, program: ReportedProgram) -> None:
    """Take note of a program, or of what has changed about it."""
    await connection.execute(
        """INSERT INTO reported_program (program_id, facility_id, template, title, fiscal_year)
           VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (program_id) DO UPDATE SET title = excluded.title""",
        program.id,
        program.facility_id,
        program.template,
        program.title,
        program.fiscal_year,
    )


async def attach(connection: Connection, program_id: UUID, scope_items: Sequence[UUID]) -> None:
    """The scope items carry the program."""
    await connection.execute(
        """INSERT INTO program_authorisation (program_id, scope_item_id) SELECT $1, unnest($2::uuid[])
           ON CONFLICT DO NOTHING""",
        program_id,
        scope_items,
    )


async def hand_over(connection: Connection, program_id: UUID, scope_item_id: UUID) -> None:
    """The scope item carries the program no more."""
    # Marked, not deleted: what was done under the old item stays credited to it, and the item still shows its program.
    await connection.execute(
        "UPDATE program_authorisation SET handed_over = true WHERE program_id = $1 AND scope_item_id = $2",
        program_id,
        scope_item_id,
    )


async def open_program(connection: Connection, program_id: UUID, opened_on: date) -> None:
    """The program admits participants."""
    await connection.execute("UPDATE reported_program SET opened_on = $2 WHERE program_id = $1", program_id, opened_on)


async def credit_session(connection: Connection, session: HeldSession) -> None:
    """A session took place under its scope items."""
    # Without ON CONFLICT: the inbox applies an event once, and a second time would be a fault that has to be seen.
    await connection.execute(
        """INSERT INTO reported_session (session_id, program_id, held_on, active, passive, absent)
           VALUES ($1, $2, $3, $4, $5, $6)""",
        session.id,
        session.program_id,
        session.held_on,
        session.active,
        session.passive,
        session.absent,
    )
    await connection.execute(
        "INSERT INTO session_credit (scope_item_id, session_id) SELECT unnest($1::uuid[]), $2",
        session.scope_items,
        session.id,
    )


async def begin_running(connection: Connection, scope_items: Sequence[UUID]) -> list[tuple[UUID, UUID]]:
    """Set the agreements of these items running that were not; returns each with the first of its items."""
    # Asked and set in one statement: of two batches with a first session the second waits, and finds it running. The
    # version rises, so that nobody changes the agreement on the ground of what it was before.
    rows = await connection.fetch(
        """UPDATE agreement a SET implementation_state = 'running', version = version + 1
           FROM (SELECT agreement_id, (array_agg(id ORDER BY place))[1] AS item
                 FROM scope_item WHERE id = ANY($1) GROUP BY agreement_id) AS active
           WHERE a.id = active.agreement_id AND a.implementation_state = 'not_started'
           RETURNING a.id, active.item""",
        scope_items,
    )
    return sorted((row["id"], row["item"]) for row in rows)
