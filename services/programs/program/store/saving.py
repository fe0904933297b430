"""Saves programs with their authorisations, suspensions, status history and funding."""

from collections.abc import Iterable
from uuid import UUID

from services.programs.program.model.columns import (
    facility_columns,
)
from services.programs.program.model.funding import Funding
from services.programs.program.model.life import ProgramEnd
from services.programs.program.model.parts import Organisation
from services.programs.program.model.program import Program
from shared.postgres.connections import Connection


async def insert_program(connection: Connection, program: Program) -> bool:
    """Insert a planned program. Returns False if its series has one of that year already."""
    inserted = await connection.fetchval(
        """INSERT INTO program (id, facility_id, facility_name, region, zone, template, template_version,
                                template_sessions, title_indonesian, title_english, name, pillar, fiscal_year, series,
                                line_id, state)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
           ON CONFLICT (series, fiscal_year) DO NOTHING
           RETURNING true""",
        program.id,
        *facility_columns(program.facility),
        program.template.code,
        program.template.version,
        program.template_sessions,
        program.title.id,
        program.title.en,
        program.name,
        program.pillar,
        program.fiscal_year,
        program.series,
        program.line_id,
        program.state,
    )
    if inserted:
        await _save_parts(connection, program)
    return bool(inserted)


async def save_program(connection: Connection, program: Program) -> None:
    """Save everything of a locked program that can change."""
    await connection.execute(
        """UPDATE program SET state = $2, opened_on = $3, capacity = $4, name = $5, joined_into = $6, version = $7,
                              ended_on = $8, outcome = $9, end_reason = $10, ended_by = $11, template = $12,
                              template_version = $13, template_sessions = $14, title_indonesian = $15,
                              title_english = $16
           WHERE id = $1""",
        program.id,
        program.state,
        program.opening.opened_on if program.opening else None,
        program.opening.capacity if program.opening else None,
        program.name,
        program.joined_into,
        program.version,
        *_ending_columns(program.ending),
        *(program.template.code, program.template.version, program.template_sessions),
        *(program.title.id, program.title.en),
    )
    await _save_parts(connection, program)


async def save_funding(connection: Connection, program_id: UUID, funding: Iterable[Funding]) -> None:
    """Replace the funding of a locked program."""
    await connection.execute("DELETE FROM program_funding WHERE program_id = $1", program_id)
    await connection.executemany(
        "INSERT INTO program_funding (program_id, source, amount) VALUES ($1, $2, $3)",
        [(program_id, each.source, each.amount) for each in funding],
    )


async def insert_partner_names(connection: Connection, partners: Iterable[Organisation]) -> None:
    """Insert partners of which no name is known yet, in the order of ids."""
    names = sorted({(partner.id, partner.name) for partner in partners})
    await connection.executemany("INSERT INTO partner (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING", names)


async def _save_parts(connection: Connection, program: Program) -> None:
    # Only the last days of an authorisation can change; the app role has no right to change more.
    await connection.executemany(
        """INSERT INTO authorisation (program_id, scope_item_id, agreement_id, line_id, since, until, ended_on,
                                      end_reason)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (program_id, scope_item_id)
           DO UPDATE SET until = excluded.until, ended_on = excluded.ended_on, end_reason = excluded.end_reason""",
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
        """INSERT INTO program_suspension (program_id, version, suspended_on, reason, decided_by, resumed_on)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (program_id, version) DO UPDATE SET resumed_on = excluded.resumed_on""",
        [
            (program.id, each.version, each.suspended_on, each.reason, each.decided_by, each.resumed_on)
            for each in program.suspensions
        ],
    )
    await connection.executemany(
        "INSERT INTO program_status (program_id, version, state, reached_on) VALUES ($1, $2, $3, $4)",
        [(program.id, each.version, each.state, each.reached_on) for each in program.history],
    )


def _ending_columns(ending: ProgramEnd | None) -> tuple[object, ...]:
    return (ending.ended_on, ending.outcome, ending.reason, ending.decided_by) if ending else (None,) * 4
