"""Listing candidates for a program, admitting those whose turn it is, and removing one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.candidates.access import scope_to_change
from services.programs.candidates.model import (
    LISTED_DAY,
    LISTING,
    Candidate,
    CandidateEnd,
    NobodyWaits,
    require_new,
)
from services.programs.candidates.store import (
    insert_candidates,
    load_candidate,
    load_last_number,
    load_program_of,
    load_waiting,
    save_candidates,
)
from services.programs.cohorts import access as cohort_access
from services.programs.cohorts.commands.admitting import (
    AdmitParticipants,
    AdmittedParticipants,
    admit_participants,
    resolve_admissions,
)
from services.programs.cohorts.model.admission import Admission, require_well_formed
from services.programs.cohorts.store.cohorts import load_cohort
from services.programs.cohorts.store.enrolled import load_enrolled_in_program
from services.programs.program import access as program_access
from services.programs.program.access import KEEPERS
from services.programs.program.model.kinds import require_kinds_at
from services.programs.program.store.locking import lock_program
from shared.access import Work, use_case
from shared.values.ids import new_id
from shared.values.refusals import require_past
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class AddCandidates:
    """List participants who wait for a place in a program, in this order."""

    program_id: UUID
    listed_on: date
    admissions: tuple[Admission, ...]


@dataclass(frozen=True, slots=True)
class AdmitCandidates:
    """Admit so many of those who wait, in turn, to a cohort."""

    cohort_id: UUID
    admitted_on: date
    number: int


@dataclass(frozen=True, slots=True)
class EndCandidate:
    """Remove one who does not wait any more."""

    candidate_id: UUID
    expected_version: int
    reason: CandidateEnd


@use_case(*KEEPERS, scope=program_access.scope_to_change)
async def add_candidates(work: Work, command: AddCandidates) -> list[Candidate]:
    """List candidates at the end. Raises `AlreadyCandidate`, `WrongState` or a refusal of the list."""
    program = await lock_program(work.connection, command.program_id)
    program.require_live(LISTING)
    require_past(LISTED_DAY, command.listed_on, day_in(program.facility.zone, work.now))
    require_well_formed(command.admissions)
    require_kinds_at(program.facility.name, (each.kind for each in command.admissions))
    participants = await resolve_admissions(work, program, command.admissions)
    waiting = {
        each.participant_id for each in await load_waiting(work.connection, program.facility.id, program.id, None)
    }
    require_new(participants, waiting, await load_enrolled_in_program(work.connection, program.id))
    last = await load_last_number(work.connection, program.id)
    pairs = zip(command.admissions, participants, strict=True)
    candidates = [
        Candidate(new_id(), program.id, number, participant, admission, command.listed_on)
        for number, (admission, participant) in enumerate(pairs, start=last + 1)
    ]
    await insert_candidates(work.connection, candidates)
    return candidates


@use_case(*KEEPERS, scope=cohort_access.scope_to_change)
async def admit_candidates(work: Work, command: AdmitCandidates) -> AdmittedParticipants:
    """Admit those whose turn it is. Raises `NobodyWaits`, or a refusal of the admission."""
    cohort = await load_cohort(work.connection, command.cohort_id)
    program = await lock_program(work.connection, cohort.program_id)
    waiting = await load_waiting(work.connection, program.facility.id, program.id, command.number)
    if not waiting:
        raise NobodyWaits
    admissions = tuple(each.admission for each in waiting)
    admitted = await admit_participants(work, AdmitParticipants(cohort.id, command.admitted_on, admissions))
    pairs = zip(waiting, admitted.enrolments, strict=True)
    await save_candidates(work.connection, [each.admit(enrolment.id) for each, enrolment in pairs])
    return admitted


@use_case(*KEEPERS, scope=scope_to_change)
async def end_candidate(work: Work, command: EndCandidate) -> Candidate:
    """Remove a candidate from the waiting list. Raises `WrongState`."""
    program = await lock_program(work.connection, await load_program_of(work.connection, command.candidate_id))
    candidate = await load_candidate(work.connection, program.facility.id, command.candidate_id)
    require_version(candidate.version, command.expected_version)
    ended = candidate.end(command.reason)
    await save_candidates(work.connection, [ended])
    return ended
