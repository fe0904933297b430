"""Loads programs with their authorisations and suspensions, and locks them until the transaction ends."""

from collections.abc import Collection
from uuid import UUID

import asyncpg

from services.programs.catalogue.model.refusals import FacilityUnknown
from services.programs.program.model.columns import (
    agencies_of,
    facility_of,
    template_of,
    title_of,
)
from services.programs.program.model.life import Activity, ProgramEnd, Suspension
from services.programs.program.model.parts import Authorisation, Facility, Opening, ProgramPlan
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
