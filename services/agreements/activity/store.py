"""Saves reported programs, the scope items that carry them, and their sessions and outcomes."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from services.agreements.activity.model import HeldSession, Outcome, ReportedProgram, SessionCount
from shared.postgres.connections import Connection


async def save_program(connection: Connection, program: ReportedProgram) -> None:
    """Insert a program, or save its new name."""
    await connection.execute(
        """INSERT INTO reported_program (program_id, facility_id, template, name, fiscal_year)
           VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (program_id) DO UPDATE SET name = excluded.name""",
        program.id,
        program.facility_id,
        program.template,
        program.name,
        program.fiscal_year,
    )


async def save_authorisations(connection: Connection, program_id: UUID, scope_items: Sequence[UUID]) -> None:
    """Save that the scope items carry the program."""
    await connection.execute(
        """INSERT INTO program_authorisation (program_id, scope_item_id) SELECT $1, unnest($2::uuid[])
           ON CONFLICT DO NOTHING""",
        program_id,
        scope_items,
    )


async def save_handover(connection: Connection, program_id: UUID, scope_item_id: UUID) -> None:
    """Save that the scope item no longer carries the program."""
    # Marked rather than deleted: earlier sessions stay credited to the item, and it still shows the program.
    await connection.execute(
        "UPDATE program_authorisation SET handed_over = true WHERE program_id = $1 AND scope_item_id = $2",
        program_id,
        scope_item_id,
    )


async def save_joining(connection: Connection, program_id: UUID) -> None:
    """Save that no scope item carries the program any longer, because it was joined into another one."""
    await connection.execute("UPDATE program_authorisation SET handed_over = true WHERE program_id = $1", program_id)


async def save_opening(connection: Connection, program_id: UUID, opened_on: date) -> None:
    """Save the day from which the program admits participants."""
    await connection.execute("UPDATE reported_program SET opened_on = $2 WHERE program_id = $1", program_id, opened_on)


async def save_session(connection: Connection, session: HeldSession) -> None:
    """Save a session and credit it to its scope items, in place of its earlier state."""
    await connection.execute(
        """INSERT INTO reported_session (session_id, program_id, held_on) VALUES ($1, $2, $3)
           ON CONFLICT (session_id) DO UPDATE SET held_on = excluded.held_on""",
        session.id,
        session.program_id,
        session.held_on,
    )
    await connection.execute("DELETE FROM session_credit WHERE session_id = $1", session.id)
    await connection.execute(
        "INSERT INTO session_credit (scope_item_id, session_id) SELECT unnest($1::uuid[]), $2",
        session.scope_items,
        session.id,
    )


async def save_count(connection: Connection, count: SessionCount) -> None:
    """Save the counts of a session, unless later ones are known: they come from two topics."""
    await connection.execute(
        """INSERT INTO session_count AS known (session_id, session_version, active, passive, absent)
           VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (session_id) DO UPDATE SET session_version = excluded.session_version, active = excluded.active,
                                                  passive = excluded.passive, absent = excluded.absent
           WHERE known.session_version < excluded.session_version""",
        count.session_id,
        count.session_version,
        count.active,
        count.passive,
        count.absent,
    )


async def save_retraction(connection: Connection, session_id: UUID) -> None:
    """Remove a session with its credits."""
    await connection.execute("DELETE FROM session_credit WHERE session_id = $1", session_id)
    await connection.execute("DELETE FROM reported_session WHERE session_id = $1", session_id)


async def save_outcome(connection: Connection, outcome: Outcome) -> None:
    """Save an outcome and credit it to its scope items, in place of its earlier state."""
    made = outcome.made
    await connection.execute(
        """INSERT INTO reported_outcome (outcome_id, program_id, kind, day, product, quantity, unit, value)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (outcome_id) DO UPDATE SET day = excluded.day, product = excluded.product,
               quantity = excluded.quantity, unit = excluded.unit, value = excluded.value""",
        *(outcome.id, outcome.program_id, outcome.kind, outcome.day),
        *((made.product, made.quantity, made.unit, made.value) if made else (None, None, None, None)),
    )
    await connection.execute("DELETE FROM outcome_credit WHERE outcome_id = $1", outcome.id)
    await connection.execute(
        "INSERT INTO outcome_credit (scope_item_id, outcome_id) SELECT unnest($1::uuid[]), $2",
        outcome.scope_items,
        outcome.id,
    )


async def save_outcome_retraction(connection: Connection, outcome_id: UUID) -> None:
    """Remove an outcome with its credits."""
    await connection.execute("DELETE FROM outcome_credit WHERE outcome_id = $1", outcome_id)
    await connection.execute("DELETE FROM reported_outcome WHERE outcome_id = $1", outcome_id)


async def lock_agreements(connection: Connection, activity_id: UUID, scope_items: Sequence[UUID]) -> list[UUID]:
    """Lock the agreements of these items, and of those to which a session or an outcome is credited until now.

    When one activity is retracted and another one arrives, the second waits, and then knows whether there is any.
    """
    rows = await connection.fetch(
        """SELECT id FROM agreement
           WHERE id IN (SELECT agreement_id FROM scope_item WHERE scope_item.id = ANY($2)
                            OR scope_item.id IN (SELECT scope_item_id FROM session_credit WHERE session_id = $1
                                                 UNION SELECT scope_item_id FROM outcome_credit WHERE outcome_id = $1))
           ORDER BY id FOR NO KEY UPDATE""",
        activity_id,
        scope_items,
    )
    return [row["id"] for row in rows]


async def save_first_activity(
    connection: Connection, scope_items: Sequence[UUID], now: datetime
) -> list[tuple[UUID, UUID]]:
    """Mark the first activity under the agreements of these items; returns each that had none, with its item."""
    # One statement: when two batches both bring a first session, the second waits and finds the mark.
    rows = await connection.fetch(
        """UPDATE agreement a SET first_activity_at = $2
           FROM (SELECT agreement_id, (array_agg(id ORDER BY ordinal))[1] AS item
                 FROM scope_item WHERE id = ANY($1) GROUP BY agreement_id) AS active
           WHERE a.id = active.agreement_id AND a.first_activity_at IS NULL
           RETURNING a.id, active.item""",
        scope_items,
        now,
    )
    return sorted((row["id"], row["item"]) for row in rows)


async def save_first_activity_event(connection: Connection, agreement_id: UUID, event_id: UUID) -> None:
    """Save the event that announced a first activity, which its retraction names."""
    await connection.execute("UPDATE agreement SET first_activity_event = $2 WHERE id = $1", agreement_id, event_id)


async def save_without_activity(connection: Connection, agreements: Sequence[UUID]) -> list[tuple[UUID, UUID | None]]:
    """Take back the first activity of those of these locked agreements that have none; each with its event."""
    rows = await connection.fetch(
        """UPDATE agreement a SET first_activity_at = NULL, first_activity_event = NULL
           FROM (SELECT id, first_activity_event AS event FROM agreement WHERE id = ANY($1)) AS before
           WHERE a.id = before.id AND a.first_activity_at IS NOT NULL
             AND NOT EXISTS (SELECT FROM scope_item s JOIN scope_item_activity y ON y.scope_item_id = s.id
                             WHERE s.agreement_id = a.id)
           RETURNING a.id, before.event""",
        agreements,
    )
    return sorted(((row["id"], row["event"]) for row in rows), key=lambda each: each[0])


async def forget_resumptions(connection: Connection, agreements: Sequence[UUID]) -> None:
    """Forget the announced spells of these agreements whose end is retracted: the job looks at them again."""
    await connection.execute(
        """DELETE FROM dormant_spell d WHERE agreement_id = ANY($1) AND resumed_on IS NOT NULL
             AND NOT EXISTS (SELECT FROM scope_item s JOIN scope_item_activity y ON y.scope_item_id = s.id
                             WHERE s.agreement_id = d.agreement_id AND y.day >= d.resumed_on)""",
        agreements,
    )
