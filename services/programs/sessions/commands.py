"""Recording a session that was held."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.cohorts.access import scope_to_change
from services.programs.cohorts.store import load_cohort, load_enrolled_in_cohort
from services.programs.program.access import RECORDERS
from services.programs.program.commands import event_fields
from services.programs.program.model.parts import Organisation
from services.programs.program.model.program import Program, require_not_before
from services.programs.program.store import lock_program
from services.programs.sessions.model import COHORT_START, SESSION_DAY, Attendance, Session, require_complete
from services.programs.sessions.store import insert_session
from shared.access import Work, use_case
from shared.contracts.parts import PartnerRef
from shared.contracts.programs import SessionHeld
from shared.values.ids import new_id
from shared.values.refusals import require_past
from shared.values.terms import day_in, moment_of

UNNAMED = "Mitra"
"""The name in events of an organisation whose published name is not known here."""


@dataclass(frozen=True, slots=True)
class RecordSession:
    """Record a session that was held for a cohort, and the instructor's organisation if there was one."""

    cohort_id: UUID
    held_on: date
    topic: str
    instructor: Organisation | None
    attendance: tuple[Attendance, ...]


@use_case(*RECORDERS, scope=scope_to_change)
async def record_session(work: Work, command: RecordSession) -> Session:
    """Record a session with all attendance, and emit it as activity under the authorisations in force on that day."""
    cohort = await load_cohort(work.connection, command.cohort_id)
    # Locked, although the program does not change: a concurrent succession decides for which agreement the session
    # counts.
    program = await lock_program(work.connection, cohort.program_id)
    require_past(SESSION_DAY, command.held_on, day_in(program.facility.zone, work.now))
    require_not_before(command.held_on, cohort.started_on, COHORT_START)
    require_complete(command.attendance, await load_enrolled_in_cohort(work.connection, cohort.id))
    session = Session(
        id=new_id(),
        cohort_id=cohort.id,
        held_on=command.held_on,
        topic=command.topic,
        instructor=command.instructor,
        attendance=command.attendance,
    )
    await insert_session(work.connection, session)
    work.emit(_held(program, session), moment_of(session.held_on, program.facility.zone, work.now))
    return session


def _held(program: Program, session: Session) -> SessionHeld:
    # Without the topic: free text may name a person, and events are kept for ever.
    return SessionHeld(
        **event_fields(program, session.held_on),
        session_id=session.id,
        cohort_id=session.cohort_id,
        held_on=session.held_on,
        instructor=_published(program, session.instructor) if session.instructor else None,
        active=session.count("active"),
        passive=session.count("passive"),
        absent=session.count("absent"),
    )


def _published(program: Program, instructor: Organisation) -> PartnerRef:
    """The instructor's organisation under the name that the register has published.

    An officer may type a person's name, and events are kept for ever. A consumer that needs the name of an organisation
    other than an agency finds it by the id, in `partner.registered`.
    """
    agencies = (agency for each in program.authorisations for agency in each.agencies)
    return PartnerRef.model_validate(
        next((agency for agency in agencies if agency.id == instructor.id), Organisation(instructor.id, UNNAMED)),
        from_attributes=True,
    )
