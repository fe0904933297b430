"""Admitting participants, with their cohort or later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.cohorts.access import scope_to_change
from services.programs.cohorts.model.admission import (
    Admission,
    ConcurrentEnrolment,
    concurrent_enrolments,
    require_admissible,
    require_markable,
    require_well_formed,
)
from services.programs.cohorts.model.cohort import COHORT_START, Cohort
from services.programs.cohorts.model.enrolment import ADMISSION_DAY, Enrolment, enrol, require_earlier
from services.programs.cohorts.store.cohorts import load_cohort, save_cohort_version
from services.programs.cohorts.store.enrolled import (
    load_ended,
    load_enrolled_in_cohort,
    load_enrolled_in_program,
    load_left_after,
    load_other_programs,
    load_participated,
)
from services.programs.cohorts.store.enrolments import insert_enrolments, load_last_number
from services.programs.participants.model import ReferenceTaken
from services.programs.participants.store import resolver
from services.programs.program.access import KEEPERS
from services.programs.program.model.kinds import require_kinds_at
from services.programs.program.model.parts import Opening
from services.programs.program.model.program import Program, require_not_before
from services.programs.program.store.locking import lock_program
from shared.access import Work, use_case
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class AdmitParticipants:
    """Admit participants to a cohort that has started."""

    cohort_id: UUID
    admitted_on: date
    admissions: tuple[Admission, ...]


@dataclass(frozen=True, slots=True)
class AdmittedParticipants:
    """The new enrolments, and participants who are enrolled in other programs too."""

    enrolments: list[Enrolment]
    concurrent: list[ConcurrentEnrolment]


@use_case(*KEEPERS, scope=scope_to_change)
async def admit_participants(work: Work, command: AdmitParticipants) -> AdmittedParticipants:
    """Admit participants together, within the places that are free now."""
    cohort = await load_cohort(work.connection, command.cohort_id)
    program = await lock_program(work.connection, cohort.program_id)
    (await load_cohort(work.connection, command.cohort_id)).require_going_on()
    opening = program.admit(ADMISSION_DAY, command.admitted_on, day_in(program.facility.zone, work.now))
    require_not_before(command.admitted_on, cohort.started_on, COHORT_START)
    who = await require_room(work, program, opening, command.admissions, command.admitted_on)
    enrolled = await load_enrolled_in_cohort(work.connection, cohort.id, command.admitted_on)
    require_markable(len(enrolled) + len(command.admissions))
    admitted = await enrol_all(work, program, cohort, who, command.admitted_on)
    await save_cohort_version(work.connection, cohort.id)
    return admitted


async def require_room(
    work: Work, program: Program, opening: Opening, admissions: Sequence[Admission], day: date
) -> list[tuple[Admission, UUID]]:
    """Raise unless all can be admitted to a locked program on that day; returns each with who it is."""
    require_well_formed(admissions)
    require_kinds_at(program.facility.name, (each.kind for each in admissions))
    participants = await resolve_admissions(work, program, admissions)
    # Locked before the enrolled are counted. Otherwise two requests at the same time could both take the last places.
    enrolled = await load_enrolled_in_program(work.connection, program.id)
    left_later = await load_left_after(work.connection, program.id, day)
    require_admissible(participants, enrolled, opening.capacity, left_later=left_later)
    return list(zip(admissions, participants, strict=True))


async def enrol_all(
    work: Work, program: Program, cohort: Cohort, admitted: Sequence[tuple[Admission, UUID]], admitted_on: date
) -> AdmittedParticipants:
    """Enrol all in a cohort that exists."""
    participants = [participant for _, participant in admitted]
    enrolments = enrol(
        cohort.id,
        admitted,
        admitted_on,
        after=await load_last_number(work.connection, cohort.id),
        participated=await load_participated(work.connection, program, participants),
    )
    await insert_enrolments(work.connection, enrolments)
    other_programs = await load_other_programs(work.connection, program, participants)
    return AdmittedParticipants(
        [each.enrolment for each in enrolments], concurrent_enrolments(participants, other_programs)
    )


async def resolve_admissions(work: Work, program: Program, admissions: Sequence[Admission]) -> list[UUID]:
    """The participants of well-formed admissions. One who continues is the same one as at the facility of origin.

    That facility has ended the enrolment, this one names it: together they state that both references are one person's.
    """
    resolving, facility_id = resolver(work.connection), program.facility.id
    continued = [each.continues for each in admissions if each.continues]
    earlier = await load_ended(work.connection, program, continued)
    require_earlier(admissions, earlier)
    for entry, each in enumerate(admissions, start=1):
        if each.continues and not await resolving.link(facility_id, each.participant_ref, earlier[each.continues]):
            raise ReferenceTaken(entry=entry)
    found = await resolving.participants(facility_id, [each.participant_ref for each in admissions])
    return [found[each.participant_ref] for each in admissions]
