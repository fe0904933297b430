"""Loads who is, was or is also enrolled: participants of a cohort, a program or a practice."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from services.programs.program.model.program import Program
from shared.postgres.connections import Connection


async def load_enrolled_in_cohort(connection: Connection, cohort_id: UUID, day: date) -> frozenset[UUID]:
    """Load those who are enrolled in a cohort on a day."""
    rows = await connection.fetch(
        """SELECT participant_id FROM enrolment
           WHERE cohort_id = $1 AND admitted_on <= $2 AND (ended_on IS NULL OR ended_on >= $2)""",
        cohort_id,
        day,
    )
    return frozenset(row["participant_id"] for row in rows)


async def load_enrolled_now(connection: Connection, cohorts: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Load who is enrolled in each of these cohorts now."""
    rows = await connection.fetch(
        """SELECT cohort_id, array_agg(participant_id) AS participants FROM enrolment
           WHERE cohort_id = ANY ($1::uuid[]) AND ended_on IS NULL GROUP BY cohort_id""",
        list(cohorts),
    )
    return {row["cohort_id"]: row["participants"] for row in rows}


async def load_enrolled_in_program(connection: Connection, program_id: UUID) -> frozenset[UUID]:
    """Load those who are enrolled in a program now, in all its cohorts."""
    rows = await connection.fetch(
        """SELECT participant_id FROM enrolment JOIN cohort ON cohort.id = cohort_id
           WHERE program_id = $1 AND ended_on IS NULL""",
        program_id,
    )
    return frozenset(row["participant_id"] for row in rows)


async def load_left_after(connection: Connection, program_id: UUID, day: date) -> frozenset[UUID]:
    """Load those whose enrolment in a program ended after a day."""
    rows = await connection.fetch(
        """SELECT participant_id FROM enrolment JOIN cohort ON cohort.id = cohort_id
           WHERE program_id = $1 AND ended_on > $2""",
        program_id,
        day,
    )
    return frozenset(row["participant_id"] for row in rows)


async def load_ended(connection: Connection, program: Program, enrolments: Sequence[UUID]) -> dict[UUID, UUID]:
    """Load the participants of those of these enrolments that have ended, under the same template at any facility."""
    rows = await connection.fetch(
        """SELECT enrolment.id, participant_id FROM enrolment JOIN cohort ON cohort.id = cohort_id
           JOIN program ON program.id = program_id
           WHERE enrolment.id = ANY ($1) AND enrolment.ended_on IS NOT NULL AND template = $2""",
        enrolments,
        program.template.code,
    )
    return {row["id"]: row["participant_id"] for row in rows}


async def load_participated(connection: Connection, program: Program, participants: Sequence[UUID]) -> frozenset[UUID]:
    """Load which participants were enrolled before in programs of the same template, at any facility."""
    rows = await connection.fetch(
        """SELECT DISTINCT participant_id FROM enrolment JOIN cohort ON cohort.id = cohort_id
           JOIN program ON program.id = program_id
           WHERE participant_id = ANY ($1) AND template = $2 AND enrolment.ended_on IS NOT NULL""",
        participants,
        program.template.code,
    )
    return frozenset(row["participant_id"] for row in rows)


async def load_other_programs(
    connection: Connection, program: Program, participants: Sequence[UUID]
) -> dict[UUID, int]:
    """Load how many other programs of the same fiscal year each participant is enrolled in now."""
    rows = await connection.fetch(
        """SELECT participant_id, count(DISTINCT program.id) AS programs
           FROM enrolment JOIN cohort ON cohort.id = cohort_id JOIN program ON program.id = program_id
           WHERE participant_id = ANY ($1) AND program.id <> $2 AND fiscal_year = $3
             AND enrolment.ended_on IS NULL
           GROUP BY participant_id""",
        participants,
        program.id,
        program.fiscal_year,
    )
    return {row["participant_id"]: row["programs"] for row in rows}
