"""Loads and saves programs with their authorisations and their status history."""

from collections.abc import Collection, Iterable
from uuid import UUID

import asyncpg

from services.programs.catalogue.model.refusals import FacilityUnknown
from services.programs.program.model.columns import (
    agencies_of,
    facility_columns,
    facility_of,
    template_of,
    title_of,
)
from services.programs.program.model.funding import Funding
from services.programs.program.model.life import Activity, ProgramEnd, Suspension
from services.programs.program.model.parts import Authorisation, Facility, Opening, Organisation, ProgramPlan
from services.programs.program.model.program import Program
from services.programs.program.model.refusals import ProgramNotFound, ProgramUnknown
from shared.postgres.connections import Connection
from shared.web.preconditions import require_version


async def lock_program(connection: Connection, program_id: UUID) -> Program:
    """Load a program and lock it until the transaction ends. Raises `ProgramNotFound`."""
    found = await _lock(connection, "id = $1", program_id)
    if not found:
        raise ProgramNotFound(id=program_id)
    return found[0]


async def lock_two_programs(
    connection: Connection, program_id: UUID, other_id: UUID, expected_version: int | None = None
) -> tuple[Program, Program]:
    """Load and lock two programs, the first one in the expected version, if there is one.

    Raises `ProgramNotFound` or `VersionStale` for the first one, `ProgramUnknown` for the other one.
    """
    found = {each.id: each for each in await _lock(connection, "id = ANY ($1::uuid[])", [program_id, other_id])}
    if program_id not in found:
        raise ProgramNotFound(id=program_id)
    if expected_version is not None:
        require_version(found[program_id].version, expected_version)
    if other_id not in found:
        raise ProgramUnknown(id=other_id)
    return found[program_id], found[other_id]


async def lock_programs_under(connection: Connection, agreement_id: UUID) -> list[Program]:
    """Load and lock the programs that an agreement carries or has carried, except those joined into others."""
    return await _lock(
        connection,
        "state <> 'joined' AND id IN (SELECT program_id FROM authorisation WHERE agreement_id = $1)",
        agreement_id,
    )


async def lock_series(connection: Connection, series: UUID) -> list[Program]:
    """Load and lock the programs of a series, the earliest year first."""
    return sorted(await _lock(connection, "series = $1", series), key=lambda program: program.fiscal_year)


async def lock_programs_of_line(connection: Connection, plan: ProgramPlan) -> list[Program]:
    """Load and lock the live programs that were planned for the same line, and are of the same kind as a plan."""
    return await _lock(
        connection,
        """live AND line_id = $1 AND facility_id = $2 AND template = $3
           AND pillar IS NOT DISTINCT FROM $4 AND fiscal_year = $5""",
        plan.line_id,
        plan.facility.id,
        plan.template.code,
        plan.pillar,
        plan.fiscal_year,
    )


async def lock_programs_carried_by(
    connection: Connection, plan: ProgramPlan, scope_items: Collection[UUID]
) -> list[Program]:
    """Load and lock the programs, except joined ones, of a plan's facility and year that a scope item carries."""
    return await _lock(
        connection,
        """state <> 'joined' AND facility_id = $1 AND fiscal_year = $2
           AND id IN (SELECT program_id FROM authorisation WHERE scope_item_id = ANY ($3::uuid[]))""",
        plan.facility.id,
        plan.fiscal_year,
        list(scope_items),
    )


async def lock_programs_of_item(connection: Connection, scope_item_id: UUID, fiscal_year: int) -> list[Program]:
    """Load and lock the programs, except joined ones, that carry out a scope item in a year, at every facility."""
    return await _lock(
        connection,
        """state <> 'joined' AND fiscal_year = $2
           AND id IN (SELECT program_id FROM authorisation WHERE scope_item_id = $1)""",
        scope_item_id,
        fiscal_year,
    )


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


async def load_activity(connection: Connection, program_id: UUID) -> Activity:
    """Load the sessions, outcomes and cohorts of a locked program: how many, and their last days."""
    row = await connection.fetchrow(
        """SELECT (SELECT count(*) FROM session WHERE program_id = $1 AND retracted_at IS NULL) AS sessions,
                  (SELECT count(*) FROM outcome WHERE program_id = $1 AND retracted_at IS NULL) AS outcomes,
                  (SELECT count(*) FROM cohort WHERE program_id = $1) AS cohorts,
                  greatest((SELECT max(held_on) FROM session WHERE program_id = $1 AND retracted_at IS NULL),
                           (SELECT max(since) FROM outcome WHERE program_id = $1 AND retracted_at IS NULL),
                           max(admitted_on)) AS last_day, max(ended_on) AS last_leaving
           FROM enrolment JOIN cohort ON cohort.id = cohort_id WHERE program_id = $1""",
        program_id,
    )
    return Activity(**row)


async def lock_facility(connection: Connection, facility_id: UUID) -> Facility:
    """Load a facility as it is today, and lock it against changes. Raises `FacilityUnknown`."""
    # A change of the facility waits, and then finds the program that is planned there now.
    row = await connection.fetchrow("SELECT id, name, region, zone FROM facility WHERE id = $1 FOR SHARE", facility_id)
    if row is None:
        raise FacilityUnknown(id=facility_id)
    return Facility(**row)


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


async def _lock(connection: Connection, which: str, *values: object) -> list[Program]:
    # In the order of ids: two transactions that lock the same programs in different orders would deadlock.
    rows = await connection.fetch(
        f"SELECT * FROM program WHERE {which} ORDER BY id FOR UPDATE",  # noqa: S608 -- the conditions above
        *values,
    )
    return [await _program(connection, row) for row in rows]


async def _program(connection: Connection, row: asyncpg.Record) -> Program:
    rows = await connection.fetch(
        "SELECT * FROM authorisation_details WHERE program_id = $1 ORDER BY scope_item_id", row["id"]
    )
    suspensions = await connection.fetch(
        """SELECT version, suspended_on, reason, decided_by, resumed_on FROM program_suspension
           WHERE program_id = $1 ORDER BY version""",
        row["id"],
    )
    opened = row["opened_on"] is not None
    return Program(
        id=row["id"],
        facility=facility_of(row),
        template=template_of(row),
        template_sessions=row["template_sessions"],
        title=title_of(row),
        name=row["name"],
        pillar=row["pillar"],
        fiscal_year=row["fiscal_year"],
        series=row["series"],
        line_id=row["line_id"],
        authorisations=tuple(_authorisation(each) for each in rows),
        state=row["state"],
        opening=Opening(opened_on=row["opened_on"], capacity=row["capacity"]) if opened else None,
        suspensions=tuple(Suspension(**each) for each in suspensions),
        ending=_ending(row),
        joined_into=row["joined_into"],
        version=row["version"],
    )


def _ending_columns(ending: ProgramEnd | None) -> tuple[object, ...]:
    return (ending.ended_on, ending.outcome, ending.reason, ending.decided_by) if ending else (None,) * 4


def _ending(row: asyncpg.Record) -> ProgramEnd | None:
    if row["outcome"] is None:
        return None
    return ProgramEnd(row["outcome"], row["ended_on"], row["ended_by"], row["end_reason"])


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
