"""Loads and saves programs, with their authorisations and status history."""

from uuid import UUID

import asyncpg

from services.programs.program.model.columns import facility_of, organisation_of, template_of, title_of
from services.programs.program.model.parts import Authorisation, Opening
from services.programs.program.model.program import NoSuchProgram, Program
from shared.postgres.connections import Connection


async def lock_program(connection: Connection, program_id: UUID) -> Program:
    """Load a program and keep others from changing it. Raises `NoSuchProgram`."""
    row = await connection.fetchrow("SELECT * FROM program WHERE id = $1 FOR UPDATE", program_id)
    if row is None:
        raise NoSuchProgram(id=program_id)
    return await _with_authorisations(connection, row)


async def lock_same_program(connection: Connection, program: Program) -> Program:
    """Load the program that stands for the same practice, facility and fiscal year, and lock it."""
    # It is there: this follows an insert that has met it, and programs are never deleted.
    row = await connection.fetchrow(
        "SELECT * FROM program WHERE facility_id = $1 AND template = $2 AND fiscal_year = $3 FOR UPDATE",
        program.facility.id,
        program.template.code,
        program.fiscal_year,
    )
    return await _with_authorisations(connection, row)


async def lock_programs_under(connection: Connection, agreement_id: UUID) -> list[Program]:
    """Load and lock the programs that an agreement carries, in an order that two transactions share."""
    rows = await connection.fetch(
        """SELECT * FROM program
           WHERE id IN (SELECT program_id FROM authorisation WHERE agreement_id = $1 AND ended_on IS NULL)
           ORDER BY id FOR UPDATE""",
        agreement_id,
    )
    return [await _with_authorisations(connection, row) for row in rows]


async def add_program(connection: Connection, program: Program) -> bool:
    """Insert a planned program, unless its facility has that practice planned for the year already."""
    added = await connection.fetchval(
        """INSERT INTO program (id, facility_id, facility_name, region, zone, template, template_version,
                                title_id, title_en, pillar, fiscal_year, state)
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
    if added:
        await _save_parts(connection, program)
    return bool(added)


async def save_program(connection: Connection, program: Program) -> None:
    """Save what may change of a locked program."""
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
    # Of an authorisation nothing but its end may change, and the app's role has no right to more.
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
        [(program.id, passage.version, passage.state, passage.reached_on) for passage in program.passages],
    )


async def _with_authorisations(connection: Connection, row: asyncpg.Record) -> Program:
    rows = await connection.fetch("SELECT * FROM authorisation WHERE program_id = $1 ORDER BY scope_item_id", row["id"])
    return Program(
        id=row["id"],
        facility=facility_of(row),
        template=template_of(row),
        title=title_of(row),
        pillar=row["pillar"],
        fiscal_year=row["fiscal_year"],
        authorisations=tuple(_authorisation(each) for each in rows),
        state=row["state"],
        opening=Opening(row["opened_on"], row["capacity"]) if row["opened_on"] else None,
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
