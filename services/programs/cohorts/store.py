"""Inserts and loads cohorts with their participants. Nothing of them ever changes."""

from collections.abc import Sequence
from uuid import UUID

from services.programs.cohorts.model import Admission, Cohort, CohortNotFound
from services.programs.program.model.program import Program
from shared.postgres.connections import Connection


async def insert_cohort(connection: Connection, cohort: Cohort, admissions: Sequence[Admission]) -> bool:
    """Insert a cohort with its participants. Returns False if the program has a cohort with that name."""
    inserted = await connection.fetchval(
        """INSERT INTO cohort (id, program_id, name, started_on) VALUES ($1, $2, $3, $4)
           ON CONFLICT (program_id, name) DO NOTHING RETURNING true""",
        cohort.id,
        cohort.program_id,
        cohort.name,
        cohort.started_on,
    )
    if inserted:
        await connection.execute(
            """INSERT INTO enrolment (cohort_id, participant_ref, hearing_ref)
               SELECT $1, * FROM unnest($2::text[], $3::text[])""",
            cohort.id,
            [admission.participant_ref for admission in admissions],
            [admission.hearing_ref for admission in admissions],
        )
    return bool(inserted)


async def load_cohort(connection: Connection, cohort_id: UUID) -> Cohort:
    """Load a cohort. Raises `CohortNotFound`."""
    row = await connection.fetchrow("SELECT id, program_id, name, started_on FROM cohort WHERE id = $1", cohort_id)
    if row is None:
        raise CohortNotFound(id=cohort_id)
    return Cohort(**row)


async def load_enrolled_in_cohort(connection: Connection, cohort_id: UUID) -> frozenset[str]:
    """Load the pseudonyms of a cohort."""
    rows = await connection.fetch("SELECT participant_ref FROM enrolment WHERE cohort_id = $1", cohort_id)
    return frozenset(row["participant_ref"] for row in rows)


async def load_enrolled_in_program(connection: Connection, program_id: UUID) -> frozenset[str]:
    """Load the pseudonyms of all cohorts of a program."""
    rows = await connection.fetch(
        "SELECT participant_ref FROM enrolment JOIN cohort ON cohort.id = cohort_id WHERE program_id = $1", program_id
    )
    return frozenset(row["participant_ref"] for row in rows)


async def load_other_programs(
    connection: Connection, program: Program, admissions: Sequence[Admission]
) -> dict[str, int]:
    """Load how many other programs of the same fiscal year each pseudonym is enrolled in, if any; at all facilities."""
    rows = await connection.fetch(
        """SELECT participant_ref, count(DISTINCT program.id) AS programs
           FROM enrolment JOIN cohort ON cohort.id = cohort_id JOIN program ON program.id = program_id
           WHERE participant_ref = ANY ($1) AND program.id <> $2 AND fiscal_year = $3
           GROUP BY participant_ref""",
        [admission.participant_ref for admission in admissions],
        program.id,
        program.fiscal_year,
    )
    return {row["participant_ref"]: row["programs"] for row in rows}
