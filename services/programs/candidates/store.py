"""Inserts, saves and loads candidates."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from services.programs.candidates.model import Candidate, CandidateNotFound
from services.programs.cohorts.model.admission import Admission
from services.programs.participants.store import resolver
from shared.postgres.connections import Connection


async def insert_candidates(connection: Connection, candidates: Sequence[Candidate]) -> None:
    """Insert candidates."""
    await connection.executemany(
        """INSERT INTO candidate (id, program_id, number, participant_id, kind, basis, basis_reference, continues,
                                  listed_on)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        [
            (
                *(each.id, each.program_id, each.number, each.participant_id),
                *(each.admission.kind, each.admission.basis, each.admission.basis_reference, each.admission.continues),
                each.listed_on,
            )
            for each in candidates
        ],
    )


async def save_candidates(connection: Connection, candidates: Sequence[Candidate]) -> None:
    """Save candidates who were admitted or removed."""
    await connection.executemany(
        "UPDATE candidate SET state = $2, end_reason = $3, enrolment_id = $4, version = $5 WHERE id = $1",
        [(each.id, each.state, each.end_reason, each.enrolment_id, each.version) for each in candidates],
    )


async def load_last_number(connection: Connection, program_id: UUID) -> int:
    """Load the last turn of a locked program; 0 if the list is empty."""
    number: int = await connection.fetchval(
        "SELECT coalesce(max(number), 0) FROM candidate WHERE program_id = $1", program_id
    )
    return number


async def load_program_of(connection: Connection, candidate_id: UUID) -> UUID:
    """Load the program of a candidate, which never changes. Raises `CandidateNotFound`."""
    program_id: UUID | None = await connection.fetchval("SELECT program_id FROM candidate WHERE id = $1", candidate_id)
    if program_id is None:
        raise CandidateNotFound(id=candidate_id)
    return program_id


async def load_waiting(
    connection: Connection, facility_id: UUID, program_id: UUID, limit: int | None
) -> list[Candidate]:
    """Load those who wait for a locked program, in turn, at most so many."""
    rows = await connection.fetch(
        "SELECT * FROM candidate WHERE program_id = $1 AND state = 'waiting' ORDER BY number LIMIT $2",
        program_id,
        limit,
    )
    return await _candidates(connection, facility_id, rows)


async def load_candidate(connection: Connection, facility_id: UUID, candidate_id: UUID) -> Candidate:
    """Load a candidate of a locked program. Raises `CandidateNotFound`."""
    rows = await connection.fetch("SELECT * FROM candidate WHERE id = $1", candidate_id)
    if not rows:
        raise CandidateNotFound(id=candidate_id)
    (candidate,) = await _candidates(connection, facility_id, rows)
    return candidate


async def _candidates(connection: Connection, facility_id: UUID, rows: Sequence[asyncpg.Record]) -> list[Candidate]:
    participants = [row["participant_id"] for row in rows]
    references = await resolver(connection).references(facility_id, participants)
    return [
        Candidate(
            id=row["id"],
            program_id=row["program_id"],
            number=row["number"],
            participant_id=row["participant_id"],
            admission=Admission(
                participant_ref=references[row["participant_id"]],
                kind=row["kind"],
                basis=row["basis"],
                basis_reference=row["basis_reference"],
                continues=row["continues"],
            ),
            listed_on=row["listed_on"],
            state=row["state"],
            end_reason=row["end_reason"],
            enrolment_id=row["enrolment_id"],
            version=row["version"],
        )
        for row in rows
    ]
