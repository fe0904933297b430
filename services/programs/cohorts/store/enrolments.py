"""Inserts, loads and locks enrolments; of an enrolment only its end changes."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import asyncpg

from services.programs.cohorts.model.enrolment import Enrolment, EnrolmentNotFound, NewEnrolment
from services.programs.cohorts.store.cohorts import save_cohort_version
from shared.postgres.connections import Connection


async def insert_enrolments(connection: Connection, enrolments: Sequence[NewEnrolment]) -> None:
    """Insert the enrolments of admitted participants."""
    await connection.executemany(
        """INSERT INTO enrolment (id, cohort_id, number, participant_id, kind, basis, basis_reference, continues,
                                  admitted_on, origin)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
        [
            (
                *(new.enrolment.id, new.enrolment.cohort_id, new.enrolment.number, new.enrolment.participant_id),
                *(new.admission.kind, new.admission.basis, new.admission.basis_reference, new.admission.continues),
                *(new.enrolment.admitted_on, new.enrolment.origin),
            )
            for new in enrolments
        ],
    )


async def save_enrolment_end(
    connection: Connection, enrolment: Enrolment, event_id: UUID, correction: str | None = None
) -> None:
    """Save the end of an enrolment with the event about it, and append it to the history; a correction has a reason."""
    await connection.execute(
        "UPDATE enrolment SET ended_on = $2, end_reason = $3, version = $4, event_id = $5 WHERE id = $1",
        enrolment.id,
        enrolment.ended_on,
        enrolment.end_reason,
        enrolment.version,
        event_id,
    )
    await connection.execute(
        """INSERT INTO enrolment_change (enrolment_id, version, ended_on, end_reason, correction)
           VALUES ($1, $2, $3, $4, $5)""",
        enrolment.id,
        enrolment.version,
        enrolment.ended_on,
        enrolment.end_reason,
        correction,
    )
    await save_cohort_version(connection, enrolment.cohort_id)


async def lock_enrolment(connection: Connection, enrolment_id: UUID) -> Enrolment:
    """Load an enrolment and lock it until the transaction ends. Raises `EnrolmentNotFound`."""
    row = await connection.fetchrow("SELECT * FROM enrolment WHERE id = $1 FOR UPDATE", enrolment_id)
    if row is None:
        raise EnrolmentNotFound(id=enrolment_id)
    return _enrolment(row)


async def lock_open_enrolments(connection: Connection, program_id: UUID) -> list[Enrolment]:
    """Load and lock the enrolments in a locked program that have not ended."""
    rows = await connection.fetch(
        """SELECT enrolment.* FROM enrolment JOIN cohort ON cohort.id = cohort_id
           WHERE program_id = $1 AND ended_on IS NULL ORDER BY enrolment.id FOR UPDATE OF enrolment""",
        program_id,
    )
    return [_enrolment(row) for row in rows]


async def lock_open_enrolments_in(connection: Connection, cohort_id: UUID) -> list[Enrolment]:
    """Load and lock the enrolments in a cohort of a locked program that have not ended."""
    rows = await connection.fetch(
        "SELECT * FROM enrolment WHERE cohort_id = $1 AND ended_on IS NULL ORDER BY id FOR UPDATE", cohort_id
    )
    return [_enrolment(row) for row in rows]


async def load_program_of(connection: Connection, enrolment_id: UUID) -> UUID:
    """Load the program of an enrolment, which never changes. Raises `EnrolmentNotFound`."""
    program_id: UUID | None = await connection.fetchval(
        "SELECT program_id FROM enrolment JOIN cohort ON cohort.id = cohort_id WHERE enrolment.id = $1", enrolment_id
    )
    if program_id is None:
        raise EnrolmentNotFound(id=enrolment_id)
    return program_id


async def load_last_event(connection: Connection, enrolment_id: UUID) -> UUID:
    """Load the last event about the end of a locked enrolment, which a correction names."""
    event_id: UUID = await connection.fetchval("SELECT event_id FROM enrolment WHERE id = $1", enrolment_id)
    return event_id


async def load_last_number(connection: Connection, cohort_id: UUID) -> int:
    """Load the last number of the short codes of a cohort; 0 if no one was admitted yet."""
    number: int = await connection.fetchval(
        "SELECT coalesce(max(number), 0) FROM enrolment WHERE cohort_id = $1", cohort_id
    )
    return number


async def load_last_attended(connection: Connection, enrolment: Enrolment) -> date | None:
    """Load the day of the last session of the cohort that the participant attended in this enrolment."""
    attended: date | None = await connection.fetchval(
        """SELECT max(held_on) FROM session JOIN attendance ON session_id = session.id
           WHERE cohort_id = $1 AND retracted_at IS NULL AND participant_id = $2 AND mark <> 'absent'
             AND held_on >= $3 AND NOT EXISTS (
                 SELECT FROM enrolment later
                 WHERE later.cohort_id = $1 AND later.participant_id = $2
                   AND admitted_on > $3 AND admitted_on <= held_on)""",
        enrolment.cohort_id,
        enrolment.participant_id,
        enrolment.admitted_on,
    )
    return attended


async def load_number_of_others(connection: Connection, enrolment: Enrolment) -> int:
    """Load how many others are enrolled in the cohort now."""
    number: int = await connection.fetchval(
        "SELECT count(*) FROM enrolment WHERE cohort_id = $1 AND ended_on IS NULL AND id <> $2",
        enrolment.cohort_id,
        enrolment.id,
    )
    return number


async def load_goes_on(connection: Connection, enrolment: Enrolment) -> bool:
    """Load whether the participant has another enrolment in the same program on the same days, or continues elsewhere.

    From the last day of an enrolment on the participant may be admitted again.
    """
    found: bool = await connection.fetchval(
        """SELECT EXISTS (
               SELECT FROM enrolment o JOIN cohort c ON c.id = o.cohort_id
               WHERE o.id <> $1 AND o.participant_id = $2
                 AND c.program_id = (SELECT program_id FROM cohort WHERE id = $3)
                 AND daterange(o.admitted_on, o.ended_on) && daterange($4::date, $5::date))
           OR $5::date IS NULL AND EXISTS (SELECT FROM enrolment WHERE continues = $1)""",
        enrolment.id,
        enrolment.participant_id,
        enrolment.cohort_id,
        enrolment.admitted_on,
        enrolment.ended_on,
    )
    return found


async def load_sessions_off_roster(connection: Connection, enrolment: Enrolment) -> list[UUID]:
    """Load the sessions of the cohort that mark the participant on a day without enrolment, or the other way round."""
    rows = await connection.fetch(
        """SELECT id FROM session s WHERE cohort_id = $1 AND retracted_at IS NULL
             AND EXISTS (SELECT FROM attendance WHERE session_id = s.id AND participant_id = $2)
              <> EXISTS (SELECT FROM enrolment e WHERE e.cohort_id = $1 AND e.participant_id = $2
                         AND admitted_on <= held_on AND (ended_on IS NULL OR ended_on >= held_on))
           ORDER BY held_on, id""",
        enrolment.cohort_id,
        enrolment.participant_id,
    )
    return [row["id"] for row in rows]


def _enrolment(row: asyncpg.Record) -> Enrolment:
    return Enrolment(
        id=row["id"],
        cohort_id=row["cohort_id"],
        number=row["number"],
        participant_id=row["participant_id"],
        admitted_on=row["admitted_on"],
        origin=row["origin"],
        ended_on=row["ended_on"],
        end_reason=row["end_reason"],
        version=row["version"],
    )
