"""Inserts, saves and loads sheets with their marks."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import asyncpg

from services.programs.program.model.parts import Organisation
from services.programs.sessions.model.session import SessionFacts
from services.programs.sheets.model.lines import KeptMark
from services.programs.sheets.model.sheet import Sheet, SheetAlreadyOpen, SheetNotFound
from shared.access import Work
from shared.postgres.connections import Connection


async def insert_sheet(work: Work, sheet: Sheet) -> None:
    """Insert an open sheet. Raises `SheetAlreadyOpen`."""
    facts = sheet.facts
    inserted = await work.connection.fetchval(
        """INSERT INTO attendance_sheet (id, program_id, cohort_id, held_on, started_at, minutes, kind, topic,
                                         delivered_for, opened_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING true""",
        *(sheet.id, sheet.program_id, sheet.cohort_id),
        *(facts.held_on, facts.started_at, facts.minutes, facts.kind, facts.topic),
        None if sheet.delivered_for is None else sorted(sheet.delivered_for),
        work.now,
    )
    if not inserted:
        raise SheetAlreadyOpen(day=facts.held_on)
    await work.connection.executemany(
        "INSERT INTO attendance_sheet_instructor (sheet_id, ordinal, organisation_id, name) VALUES ($1, $2, $3, $4)",
        [(sheet.id, ordinal, each.id, each.name) for ordinal, each in enumerate(facts.instructors, start=1)],
    )


async def save_sheet(connection: Connection, sheet: Sheet) -> None:
    """Save the state of a sheet."""
    await connection.execute(
        "UPDATE attendance_sheet SET state = $2, session_id = $3, version = $4 WHERE id = $1",
        sheet.id,
        sheet.state,
        sheet.session_id,
        sheet.version,
    )


async def save_marks(connection: Connection, sheet_id: UUID, marks: Sequence[KeptMark]) -> None:
    """Save marks; each replaces an earlier one of the same participant."""
    await connection.execute(
        """INSERT INTO attendance_sheet_mark (sheet_id, participant_id, mark, reason)
           SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[])
           ON CONFLICT (sheet_id, participant_id) DO UPDATE SET mark = excluded.mark, reason = excluded.reason""",
        sheet_id,
        [each.participant_id for each in marks],
        [each.mark for each in marks],
        [each.reason for each in marks],
    )


async def lock_sheet(connection: Connection, sheet_id: UUID) -> Sheet:
    """Load a sheet and lock it until the transaction ends. Raises `SheetNotFound`."""
    row = await connection.fetchrow("SELECT * FROM attendance_sheet WHERE id = $1 FOR UPDATE", sheet_id)
    if row is None:
        raise SheetNotFound(id=sheet_id)
    return await _sheet(connection, row)


async def load_sheet(connection: Connection, sheet_id: UUID) -> Sheet:
    """Load a sheet. Raises `SheetNotFound`."""
    row = await connection.fetchrow("SELECT * FROM attendance_sheet WHERE id = $1", sheet_id)
    if row is None:
        raise SheetNotFound(id=sheet_id)
    return await _sheet(connection, row)


async def load_marks(connection: Connection, sheet_id: UUID) -> list[KeptMark]:
    """Load the marks that are entered so far."""
    rows = await connection.fetch(
        "SELECT participant_id, mark, reason FROM attendance_sheet_mark WHERE sheet_id = $1", sheet_id
    )
    return [KeptMark(row["participant_id"], row["mark"], row["reason"]) for row in rows]


async def load_numbers(connection: Connection, cohort_id: UUID, day: date) -> dict[UUID, int]:
    """Load those who are enrolled in a cohort on a day, with the number of their short code, in its order."""
    rows = await connection.fetch(
        """SELECT participant_id, max(number) AS number FROM enrolment
           WHERE cohort_id = $1 AND admitted_on <= $2 AND (ended_on IS NULL OR ended_on >= $2)
           GROUP BY participant_id ORDER BY number""",
        cohort_id,
        day,
    )
    return {row["participant_id"]: row["number"] for row in rows}


async def _sheet(connection: Connection, row: asyncpg.Record) -> Sheet:
    instructors = await connection.fetch(
        "SELECT organisation_id, name FROM attendance_sheet_instructor WHERE sheet_id = $1 ORDER BY ordinal", row["id"]
    )
    facts = SessionFacts(
        held_on=row["held_on"],
        started_at=row["started_at"],
        minutes=row["minutes"],
        kind=row["kind"],
        topic=row["topic"],
        instructors=tuple(Organisation(each["organisation_id"], each["name"]) for each in instructors),
    )
    items = row["delivered_for"]
    return Sheet(
        id=row["id"],
        program_id=row["program_id"],
        cohort_id=row["cohort_id"],
        facts=facts,
        delivered_for=None if items is None else frozenset(items),
        state=row["state"],
        session_id=row["session_id"],
        version=row["version"],
    )
