"""Inserts, saves and loads instructors."""

from collections.abc import Collection
from uuid import UUID

import asyncpg

from services.programs.instructors.model import (
    Certificate,
    Instructor,
    InstructorFacts,
    InstructorNotFound,
    InstructorUnknown,
    Permit,
)
from services.programs.program.model.columns import organisation_columns, organisation_of
from shared.postgres.connections import Connection


async def load_next_number(connection: Connection, facility_id: UUID) -> int:
    """Load the number of the next instructor of a facility; others wait until the transaction ends."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"instructors {facility_id}")
    number: int = await connection.fetchval(
        "SELECT coalesce(max(number), 0) + 1 FROM instructor WHERE facility_id = $1", facility_id
    )
    return number


async def insert_instructor(connection: Connection, instructor: Instructor) -> None:
    """Insert an instructor."""
    await connection.execute(
        """INSERT INTO instructor (id, facility_id, number, organisation_id, organisation_name, duty, certificate,
                                   certificate_until, permit, permit_from, permit_until, left_on)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""",
        *(instructor.id, instructor.facility_id, instructor.number),
        *_columns(instructor.facts),
    )


async def save_instructor(connection: Connection, instructor: Instructor) -> None:
    """Save an instructor."""
    await connection.execute(
        """UPDATE instructor SET version = $2, organisation_id = $3, organisation_name = $4, duty = $5,
                                 certificate = $6, certificate_until = $7, permit = $8, permit_from = $9,
                                 permit_until = $10, left_on = $11 WHERE id = $1""",
        *(instructor.id, instructor.version),
        *_columns(instructor.facts),
    )


async def lock_instructor(connection: Connection, instructor_id: UUID) -> Instructor:
    """Load an instructor and lock the row until the transaction ends. Raises `InstructorNotFound`."""
    row = await connection.fetchrow("SELECT * FROM instructor WHERE id = $1 FOR UPDATE", instructor_id)
    if row is None:
        raise InstructorNotFound(id=instructor_id)
    return _instructor(row)


async def load_instructors(
    connection: Connection, facility_id: UUID, instructors: Collection[UUID]
) -> list[Instructor]:
    """Load these instructors of a facility. Raises `InstructorUnknown` for one that it does not have."""
    rows = await connection.fetch(
        "SELECT * FROM instructor WHERE facility_id = $1 AND id = ANY ($2::uuid[]) ORDER BY number",
        facility_id,
        list(instructors),
    )
    found = {row["id"]: _instructor(row) for row in rows}
    for each in instructors:
        if each not in found:
            raise InstructorUnknown(id=each)
    return list(found.values())


def _columns(facts: InstructorFacts) -> tuple[object, ...]:
    certificate, permit = facts.certificate, facts.permit
    return (
        *organisation_columns(facts.organisation),
        facts.duty,
        *((certificate.number, certificate.until) if certificate else (None, None)),
        *((permit.number, permit.since, permit.until) if permit else (None, None, None)),
        facts.left_on,
    )


def _instructor(row: asyncpg.Record) -> Instructor:
    facts = InstructorFacts(
        organisation=organisation_of(row, "organisation"),
        duty=row["duty"],
        certificate=Certificate(row["certificate"], row["certificate_until"]) if row["certificate"] else None,
        permit=Permit(row["permit"], row["permit_from"], row["permit_until"]) if row["permit"] else None,
        left_on=row["left_on"],
    )
    return Instructor(row["id"], row["facility_id"], row["number"], facts, row["version"])
