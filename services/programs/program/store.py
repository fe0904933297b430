"""Loads and saves programs with their authorisations and their status history."""

from collections.abc import Iterable
from uuid import UUID

import asyncpg

from services.programs.program.model.columns import (
    agencies_of,
    facility_columns,
    facility_of,
    template_of,
    title_of,
)
from services.programs.program.model.parts import Authorisation, Opening, Organisation
from services.programs.program.model.program import Program, ProgramNotFound
from shared.postgres.connections import Connection


async def lock_program(connection: Connection, program_id: UUID) -> Program:
    """Load a program and lock it until the transaction ends. Raises `ProgramNotFound`."""
    row = await connection.fetchrow("SELECT * FROM program WHERE id = $1 FOR UPDATE", program_id)
    if row is None:
        raise ProgramNotFound(id=program_id)
    return await _program(connection, row)


async def lock_same_program(connection: Connection, program: Program) -> Program:
    """Load and lock the program of the same practice, facility, fiscal year and pillar."""
    # It exists: this follows an insert that found it, and programs are never deleted.
    row = await connection.fetchrow(
        """SELECT * FROM program WHERE facility_id = $1 AND template = $2 AND fiscal_year = $3
           AND pillar IS NOT DISTINCT FROM $4 FOR UPDATE""",
        program.facility.id,
        program.template.code,
        program.fiscal_year,
        program.pillar,
    )
    return await _program(connection, row)


async def lock_programs_under(connection: Connection, agreement_id: UUID) -> list[Program]:
    """Load and lock the programs that an agreement carries or has carried."""
    # In the order of ids: two transactions that lock the same programs in different orders would deadlock.
    rows = await connection.fetch(
        """SELECT * FROM program
           WHERE id IN (SELECT program_id FROM authorisation WHERE agreement_id = $1)
           ORDER BY id FOR UPDATE""",
        agreement_id,
    )
    return [await _program(connection, row) for row in rows]


async def insert_program(connection: Connection, program: Program) -> bool:
    """Insert a planned program. Returns False if the facility has one of that practice, year and pillar already."""
    inserted = await connection.fetchval(
        """INSERT INTO program (id, facility_id, facility_name, region, zone, template, template_version,
                                title_indonesian, title_english, pillar, fiscal_year, state)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
           ON CONFLICT (facility_id, template, fiscal_year, pillar) DO NOTHING
           RETURNING true""",
        program.id,
        *facility_columns(program.facility),
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


async def insert_partner_names(connection: Connection, partners: Iterable[Organisation]) -> None:
    """Insert partners of which no name is known yet, in the order of ids."""
    names = sorted({(partner.id, partner.name) for partner in partners})
    await connection.executemany("INSERT INTO partner (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING", names)


async def _save_parts(connection: Connection, program: Program) -> None:
    # Only the end of an authorisation can change; the app role has no right to change more.
    await connection.executemany(
        """INSERT INTO authorisation (program_id, scope_item_id, agreement_id, line_id, since, until, ended_on,
                                      end_reason)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (program_id, scope_item_id)
           DO UPDATE SET ended_on = excluded.ended_on, end_reason = excluded.end_reason""",
        [
            (
                program.id,
                each.scope_item_id,
                each.agreement_id,
                each.line_id,
                each.since,
                each.until,
                each.ended_on,
                each.end_reason,
            )
            for each in program.authorisations
        ],
    )
    agencies = [(each.scope_item_id, agency) for each in program.authorisations for agency in each.agencies]
    await insert_partner_names(connection, (agency for _, agency in agencies))
    await connection.executemany(
        "INSERT INTO authorisation_agency (program_id, scope_item_id, agency_id) VALUES ($1, $2, $3)"
        " ON CONFLICT DO NOTHING",
        [(program.id, item, agency.id) for item, agency in agencies],
    )
    await connection.executemany(
        "INSERT INTO program_status (program_id, version, state, reached_on) VALUES ($1, $2, $3, $4)",
        [(program.id, each.version, each.state, each.reached_on) for each in program.history],
    )


async def _program(connection: Connection, row: asyncpg.Record) -> Program:
    rows = await connection.fetch(
        "SELECT * FROM authorisation_details WHERE program_id = $1 ORDER BY scope_item_id", row["id"]
    )
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
        agencies=agencies_of(row),
        since=row["since"],
        until=row["until"],
        ended_on=row["ended_on"],
        end_reason=row["end_reason"],
    )
