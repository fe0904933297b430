"""Loads what a daily file is compared with."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from services.programs.cohorts.model.enrolment import LeavingReason
from shared.postgres.connections import Connection
from shared.values.inputs import letters_and_digits


async def load_facilities(connection: Connection) -> Mapping[str, UUID]:
    """Load the facilities by the letters and digits of their names; a name that two have is left out."""
    found: dict[str, UUID] = {}
    twice: set[str] = set()
    for row in await connection.fetch("SELECT id, name FROM facility"):
        key = letters_and_digits(row["name"])
        (twice.add(key) if key in found else found.setdefault(key, row["id"]))
    return {key: id_ for key, id_ in found.items() if key not in twice}


async def load_to_end(
    connection: Connection, facility_id: UUID, participant_id: UUID, day: date, reason: LeavingReason
) -> list[UUID]:
    """Load the enrolments of a participant at a facility that the departure of a day ends.

    An enrolment that began on that very day after the same departure was recorded is another stay.
    """
    rows = await connection.fetch(
        """SELECT e.id FROM enrolment e JOIN cohort ON cohort.id = cohort_id JOIN program p ON p.id = program_id
           WHERE p.facility_id = $1 AND e.participant_id = $2 AND e.ended_on IS NULL AND e.admitted_on <= $3
             AND NOT EXISTS (SELECT FROM enrolment past JOIN cohort c ON c.id = past.cohort_id
                             WHERE past.participant_id = $2 AND c.program_id = p.id AND past.ended_on = $3
                               AND past.end_reason = $4)
           ORDER BY p.id""",
        *(facility_id, participant_id, day, reason),
    )
    return [row["id"] for row in rows]


async def load_waiting(connection: Connection, facility_id: UUID, participant_id: UUID) -> list[tuple[UUID, int]]:
    """Load where a participant waits for a place, with the versions."""
    rows = await connection.fetch(
        """SELECT candidate.id, candidate.version FROM candidate JOIN program p ON p.id = program_id
           WHERE p.facility_id = $1 AND participant_id = $2 AND candidate.state = 'waiting' ORDER BY p.id""",
        *(facility_id, participant_id),
    )
    return [(row["id"], row["version"]) for row in rows]
