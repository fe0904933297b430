"""Inserts and loads cohorts and enrolments; an enrolment changes once, when it ends."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import asyncpg

from services.programs.cohorts.model.admission import Admission
from services.programs.cohorts.model.cohort import Cohort, CohortNotFound
from services.programs.cohorts.model.enrolment import Enrolment, EnrolmentNotFound
from services.programs.program.model.program import Program
from shared.postgres.connections import Connection


async def insert_cohort(connection: Connection, cohort: Cohort) -> bool:
    """Insert a cohort. Returns False if the program has a cohort with that name."""
    inserted = await connection.fetchval(
        """INSERT INTO cohort (id, program_id, name, started_on) VALUES ($1, $2, $3, $4)
           ON CONFLICT (program_id, name) DO NOTHING RETURNING true""",
        cohort.id,
        cohort.program_id,
        cohort.name,
        cohort.started_on,
    )
    return bool(inserted)


async def insert_enrolments(connection: Connection, enrolments: Sequence[Enrolment]) -> None:
    """Insert the enrolments of admitted participants."""
    await connection.executemany(
        """INSERT INTO enrolment (id, cohort_id, number, participant_ref, kind, basis, basis_reference, continues,
                                  admitted_on, origin)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
        [
            (
                each.id,
                each.cohort_id,
                each.number,
                each.admission.participant_ref,
                each.admission.kind,
                each.admission.basis,
                each.admission.basis_reference,
                each.admission.continues,
                each.admitted_on,
                each.origin,
            )
            for each in enrolments
        ],
    )


async def save_cohort_version(connection: Connection, cohort_id: UUID) -> None:
    """Save that the cohort has other participants."""
    await connection.execute("UPDATE cohort SET version = version + 1 WHERE id = $1", cohort_id)


async def save_enrolment_end(connection: Connection, enrolment: Enrolment) -> None:
    """Save the end of an enrolment."""
    await connection.execute(
        "UPDATE enrolment SET ended_on = $2, end_reason = $3 WHERE id = $1",
        enrolment.id,
        enrolment.ended_on,
        enrolment.end_reason,
    )


async def lock_enrolment(connection: Connection, enrolment_id: UUID) -> Enrolment:
    """Load an enrolment and lock it until the transaction ends. Raises `EnrolmentNotFound`."""
    row = await connection.fetchrow("SELECT * FROM enrolment WHERE id = $1 FOR UPDATE", enrolment_id)
    if row is None:
        raise EnrolmentNotFound(id=enrolment_id)
    return _enrolment(row)


async def load_cohort(connection: Connection, cohort_id: UUID) -> Cohort:
    """Load a cohort. Raises `CohortNotFound`."""
    row = await connection.fetchrow("SELECT id, program_id, name, started_on FROM cohort WHERE id = $1", cohort_id)
    if row is None:
        raise CohortNotFound(id=cohort_id)
    return Cohort(**row)


async def load_program_of(connection: Connection, enrolment_id: UUID) -> UUID:
    """Load the program of an enrolment, which never changes. Raises `EnrolmentNotFound`."""
    program_id: UUID | None = await connection.fetchval(
        "SELECT program_id FROM enrolment JOIN cohort ON cohort.id = cohort_id WHERE enrolment.id = $1", enrolment_id
    )
    if program_id is None:
        raise EnrolmentNotFound(id=enrolment_id)
    return program_id


async def load_last_number(connection: Connection, cohort_id: UUID) -> int:
    """Load the last number of the short codes of a cohort; 0 if nobody was admitted yet."""
    number: int = await connection.fetchval(
        "SELECT coalesce(max(number), 0) FROM enrolment WHERE cohort_id = $1", cohort_id
    )
    return number


async def load_last_attended(connection: Connection, enrolment: Enrolment) -> date | None:
    """Load the day of the last session of the cohort that the participant attended."""
    attended: date | None = await connection.fetchval(
        """SELECT max(held_on) FROM session JOIN attendance ON session_id = session.id
           WHERE cohort_id = $1 AND retracted_at IS NULL AND participant_ref = $2 AND mark <> 'absent'
             AND held_on >= $3""",
        enrolment.cohort_id,
        enrolment.admission.participant_ref,
        enrolment.admitted_on,
    )
    return attended


async def load_enrolled_in_cohort(connection: Connection, cohort_id: UUID, day: date) -> frozenset[str]:
    """Load the pseudonyms of those who are enrolled in a cohort on a day."""
    rows = await connection.fetch(
        """SELECT participant_ref FROM enrolment
           WHERE cohort_id = $1 AND admitted_on <= $2 AND (ended_on IS NULL OR ended_on >= $2)""",
        cohort_id,
        day,
    )
    return frozenset(row["participant_ref"] for row in rows)


async def load_has_juveniles(connection: Connection, cohort_id: UUID) -> bool:
    """Load whether a juvenile is or was enrolled in a cohort."""
    found: bool = await connection.fetchval(
        "SELECT EXISTS (SELECT FROM enrolment WHERE cohort_id = $1 AND kind = 'juvenile')", cohort_id
    )
    return found


async def load_enrolled_in_program(connection: Connection, program_id: UUID) -> frozenset[str]:
    """Load the pseudonyms of those who are enrolled in a program now, in all its cohorts."""
    rows = await connection.fetch(
        """SELECT participant_ref FROM enrolment JOIN cohort ON cohort.id = cohort_id
           WHERE program_id = $1 AND ended_on IS NULL""",
        program_id,
    )
    return frozenset(row["participant_ref"] for row in rows)


async def load_left_after(connection: Connection, program_id: UUID, day: date) -> frozenset[str]:
    """Load the pseudonyms whose enrolment in a program ended after a day."""
    rows = await connection.fetch(
        """SELECT participant_ref FROM enrolment JOIN cohort ON cohort.id = cohort_id
           WHERE program_id = $1 AND ended_on > $2""",
        program_id,
        day,
    )
    return frozenset(row["participant_ref"] for row in rows)


async def load_ended(connection: Connection, program: Program, enrolments: Sequence[UUID]) -> frozenset[UUID]:
    """Load which of these enrolments have ended in programs of the same template, at any facility."""
    rows = await connection.fetch(
        """SELECT enrolment.id FROM enrolment JOIN cohort ON cohort.id = cohort_id
           JOIN program ON program.id = program_id
           WHERE enrolment.id = ANY ($1) AND ended_on IS NOT NULL AND template = $2""",
        enrolments,
        program.template.code,
    )
    return frozenset(row["id"] for row in rows)


async def load_participated(connection: Connection, program: Program, refs: Sequence[str]) -> frozenset[str]:
    """Load which pseudonyms were enrolled before in programs of the same template at this facility."""
    # At this facility only: another one may have given the same pseudonym to another person.
    rows = await connection.fetch(
        """SELECT DISTINCT participant_ref FROM enrolment JOIN cohort ON cohort.id = cohort_id
           JOIN program ON program.id = program_id
           WHERE participant_ref = ANY ($1) AND facility_id = $2 AND template = $3 AND ended_on IS NOT NULL""",
        refs,
        program.facility.id,
        program.template.code,
    )
    return frozenset(row["participant_ref"] for row in rows)


async def load_other_programs(connection: Connection, program: Program, refs: Sequence[str]) -> dict[str, int]:
    """Load how many other programs of the same fiscal year each pseudonym is enrolled in now, at this facility."""
    rows = await connection.fetch(
        """SELECT participant_ref, count(DISTINCT program.id) AS programs
           FROM enrolment JOIN cohort ON cohort.id = cohort_id JOIN program ON program.id = program_id
           WHERE participant_ref = ANY ($1) AND program.id <> $2 AND fiscal_year = $3 AND facility_id = $4
             AND ended_on IS NULL
           GROUP BY participant_ref""",
        refs,
        program.id,
        program.fiscal_year,
        program.facility.id,
    )
    return {row["participant_ref"]: row["programs"] for row in rows}


def _enrolment(row: asyncpg.Record) -> Enrolment:
    return Enrolment(
        id=row["id"],
        cohort_id=row["cohort_id"],
        number=row["number"],
        admission=Admission(
            participant_ref=row["participant_ref"],
            kind=row["kind"],
            basis=row["basis"],
            basis_reference=row["basis_reference"],
            continues=row["continues"],
        ),
        admitted_on=row["admitted_on"],
        origin=row["origin"],
        ended_on=row["ended_on"],
        end_reason=row["end_reason"],
    )
