"""Loads and saves programs with their authorisations and their status history."""

from uuid import UUID

import asyncpg

from services.programs.program.model.columns import facility_of, organisation_of, template_of, title_of
from services.programs.program.model.parts import Authorisation, Opening
from services.programs.program.model.program import Program, ProgramNotFound
from shared.postgres.connections import Connection


async def lock_program(connection: Connection, program_id: UUID) -> Program:
    """Load a program and lock it until the transaction ends. Raises `ProgramNotFound`."""
    row = await connection.fetchrow("SELECT * FROM program WHERE id = $1 FOR UPDATE", program_id)
    if row is None:
        raise ProgramNotFound(id=program_id)
    return await _program(connection, row)


async def lock_same_program(connection: Connection, program: Program) -> Program:
    """Load and lock the program of the same practice, facility and fiscal year."""
    # It exists: this follows an insert that found it, and programs are never deleted.
    row = await connection.fetchrow(
        "SELECT * FROM program WHERE facility_id = $1 AND template = $2 AND fiscal_year = $3 FOR UPDATE",
        program.facility.id,
        program.template.code,
        program.fiscal_year,
    )
    return await _program(connection, row)


async def lock_programs_under(connection: Connection, agreement_id: UUID) -> list[Program]:
    """Load and lock the programs that an agreement carries."""
    # In the order of ids: two transactions that lock the same programs in different orders would deadlock.
    rows = await connection.fetch(
        """SELECT * FROM program
           WHERE id IN (SELECT program_id FROM authorisation WHERE agreement_id = $1 AND ended_on IS NULL)
           ORDER BY id FOR UPDATE""",
        agreement_id,
    )
    return [await _program(connection, row) for row in rows]


async def insert_program(connection: Connection, program: Program) -> bool:
    """Insert a planned program. Returns False if the facility has a program of that practice and year already."""
    inserted = await connection.fetchval(
        """INSERT INTO program (id, facility_id, facility_name, region, zone, template, template_version,
                                title_indonesian, title_english, pillar, fiscal_year, state)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
           ON CONFLICT (facility_id, template, fiscal_year) DO NOTHING
           RETURNING true""",
        program.id,
        program.facility.id,
        program.facility.name,
        program.facility.region,
        program.facility.zone,
        program.template.code,
        program.template.version,
        program.title.id,
        program.title.en,
        program.pillar,
        program.fiscal_year,
        program.state,
    )
    if inserted:
        await _save_parts(connection, program)
    return bool(inserted)


async def save_program(connection: Connection, program: Program) -> None:
    """Save everything of a locked program that can change."""
    await connection.execute(
        "UPDATE program SET state = $2, opened_on = $3, capacity = $4, version = $5 WHERE id = $1",
        program.id,
        program.state,
        program.opening.opened_on if program.opening else None,
        program.opening.capacity if program.opening else None,
        program.version,
    )
    await _save_parts(connection, program)


async def _save_parts(connection: Connection, program: Program) -> None:
    # Only the end of an authorisation can change; the app role has no right to change more.
    await connection.executemany(
        """INSERT INTO authorisation (program_id, scope_item_id, agreement_id, line_id, agency_id, agency_name,
                                      since, ended_on, until)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           ON CONFLICT (program_id, scope_item_id) DO UPDATE SET ended_on = excluded.ended_on""",
        [
            (
                program.id,
                each.scope_item_id,
                each.agreement_id,
                each.line_id,
                each.agency and each.agency.id,
                each.agency and each.agency.name,
                each.since,
                each.ended_on,
                each.until,
            )
            for each in program.authorisations
        ],
    )
    await connection.executemany(
        "INSERT INTO program_status (program_id, version, state, reached_on) VALUES ($1, $2, $3, $4)",
        [(program.id, each.version, each.state, each.reached_on) for each in program.history],
    )


async def _program(connection: Connection, row: asyncpg.Record) -> Program:
    rows = await connection.fetch("SELECT * FROM authorisation WHERE program_id = $1 ORDER BY scope_item_id", row["id"])
    opened = row["opened_on"] is not None
    return Program(
        id=row["id"],
        facility=facility_of(row),
        template=template_of(row),
        title=title_of(row),
        pillar=row["pillar"],
        fiscal_year=row["fiscal_year"],
        authorisations=tuple(_authorisation(each) for each in rows),
        state=row["state"],
        opening=Opening(opened_on=row["opened_on"], capacity=row["capacity"]) if opened else None,
        version=row["version"],
    )


def _authorisation(row: asyncpg.Record) -> Authorisation:
    return Authorisation(
        agreement_id=row["agreement_id"],
        line_id=row["line_id"],
        scope_item_id=row["scope_item_id"],
        agency=organisation_of(row, "agency"),
        since=row["since"],
        ended_on=row["ended_on"],
        until=row["until"],
    )
