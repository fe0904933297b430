"""Inserts and loads cohorts, and what has happened in them."""

from uuid import UUID

from services.programs.cohorts.model.cohort import Cohort, CohortActivity, CohortNotFound
from shared.postgres.connections import Connection

_COHORTS = "SELECT id, program_id, name, started_on, completed_on, version FROM cohort"


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


async def save_cohort_version(connection: Connection, cohort_id: UUID) -> None:
    """Save that the cohort has other participants."""
    await connection.execute("UPDATE cohort SET version = version + 1 WHERE id = $1", cohort_id)


async def save_completion(connection: Connection, cohort: Cohort) -> int:
    """Save the last day of a completed cohort; returns its version."""
    version: int = await connection.fetchval(
        "UPDATE cohort SET completed_on = $2, version = version + 1 WHERE id = $1 RETURNING version",
        *(cohort.id, cohort.completed_on),
    )
    return version


async def load_cohort(connection: Connection, cohort_id: UUID) -> Cohort:
    """Load a cohort. Raises `CohortNotFound`."""
    row = await connection.fetchrow(f"{_COHORTS} WHERE id = $1", cohort_id)
    if row is None:
        raise CohortNotFound(id=cohort_id)
    return Cohort(**row)


async def load_going_on(connection: Connection, program_id: UUID) -> list[Cohort]:
    """Load the cohorts of a program that are not completed and have held sessions."""
    rows = await connection.fetch(
        f"""{_COHORTS} WHERE program_id = $1 AND completed_on IS NULL AND EXISTS (
                SELECT FROM session WHERE cohort_id = cohort.id AND retracted_at IS NULL) ORDER BY id""",
        program_id,
    )
    return [Cohort(**row) for row in rows]


async def load_cohort_activity(connection: Connection, cohort_id: UUID) -> CohortActivity:
    """Load how many sessions a cohort has, and the last day of a session, an admission or a leaving."""
    row = await connection.fetchrow(
        """SELECT count(s.id) AS sessions,
                  greatest(max(s.held_on), (SELECT max(greatest(admitted_on, ended_on)) FROM enrolment
                                            WHERE cohort_id = $1)) AS last_day
           FROM session s WHERE s.cohort_id = $1 AND s.retracted_at IS NULL""",
        cohort_id,
    )
    return CohortActivity(**row)


async def load_outcome(connection: Connection, cohort_id: UUID) -> tuple[int, int]:
    """Load how many participants were admitted to a cohort in all, and how many of them completed it."""
    row = await connection.fetchrow(
        """SELECT count(*) AS admitted, count(*) FILTER (WHERE end_reason = 'completed') AS completed
           FROM enrolment WHERE cohort_id = $1""",
        cohort_id,
    )
    return row["admitted"], row["completed"]


async def load_has_juveniles(connection: Connection, cohort_id: UUID) -> bool:
    """Load whether a juvenile is or was enrolled in a cohort."""
    found: bool = await connection.fetchval(
        "SELECT EXISTS (SELECT FROM enrolment WHERE cohort_id = $1 AND kind = 'juvenile')", cohort_id
    )
    return found
