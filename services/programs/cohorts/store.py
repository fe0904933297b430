"""Inserts and loads cohorts and enrolments; of an enrolment only its end changes."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

import asyncpg

from services.programs.cohorts.model.cohort import Cohort, CohortActivity, CohortNotFound
from services.programs.cohorts.model.enrolment import Enrolment, EnrolmentNotFound, NewEnrolment
from services.programs.program.model.program import Program
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


async def load_last_event(connection: Connection, enrolment_id: UUID) -> UUID:
    """Load the last event about the end of a locked enrolment, which a correction names."""
    event_id: UUID = await connection.fetchval("SELECT event_id FROM enrolment WHERE id = $1", enrolment_id)
    return event_id


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


async def load_cohort(connection: Connection, cohort_id: UUID) -> Cohort:
    """Load a cohort. Raises `CohortNotFound`."""
    row = await connection.fetchrow(f"{_COHORTS} WHERE id = $1", cohort_id)
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


async def load_has_juveniles(connection: Connection, cohort_id: UUID) -> bool:
    """Load whether a juvenile is or was enrolled in a cohort."""
    found: bool = await connection.fetchval(
        "SELECT EXISTS (SELECT FROM enrolment WHERE cohort_id = $1 AND kind = 'juvenile')", cohort_id
    )
    return found


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
