"""The events about sessions."""

from collections.abc import Iterable
from datetime import date, time
from uuid import UUID

from services.programs.program.commands import EventFields, event_fields
from services.programs.program.model.parts import Authorisation, Organisation
from services.programs.program.model.program import Program
from services.programs.sessions.model.session import Cancellation, Session
from shared.access import Work
from shared.contracts.parts import Attendance, Fulfilment, PartnerRef
from shared.contracts.programs import SessionCancelled, SessionCorrected, SessionHeld, SessionRetracted
from shared.values.cooperation import SessionKind
from shared.values.terms import moment_of

UNNAMED = "Mitra"
"""The name in events of an organisation whose published name is not known here."""


class SessionFields(EventFields):
    """The fields that every event about a session has."""

    session_id: UUID
    cohort_id: UUID | None
    held_on: date
    started_at: time | None
    minutes: int | None
    kind: SessionKind
    instructors: tuple[PartnerRef, ...]
    delivered_for: tuple[Fulfilment, ...]
    attendance: Attendance


def emit_held(work: Work, program: Program, session: Session) -> UUID:
    """Emit that a session was held, as of its day; returns the id of the event."""
    moment = moment_of(session.facts.held_on, program.facility.zone, work.now)
    return work.emit(SessionHeld(**_fields(program, session)), moment)


def emit_corrected(work: Work, program: Program, session: Session, corrects: UUID) -> UUID:
    """Emit the whole session as it is right, with the event that it corrects; returns the id of the event."""
    return work.emit(SessionCorrected(**_fields(program, session), corrects=corrects))


def emit_retracted(work: Work, program: Program, session: Session, corrects: UUID) -> UUID:
    """Emit that a session does not count, with the event that it retracts; returns the id of the event."""
    return work.emit(SessionRetracted(**_fields(program, session), corrects=corrects))


def emit_cancelled(work: Work, program: Program, cancellation: Cancellation) -> None:
    """Emit that a planned session does not take place."""
    work.emit(
        SessionCancelled(
            **event_fields(program, cancellation.planned_on),
            session_id=cancellation.id,
            cohort_id=cancellation.cohort_id,
            planned_on=cancellation.planned_on,
            cancelled_by=cancellation.cancelled_by,
            owed_for=_fulfilments(cancellation.owed_for),
        )
    )


def _fields(program: Program, session: Session) -> SessionFields:
    # Without the topic: free text may name a person, and events are kept for ever.
    facts = session.facts
    return SessionFields(
        **event_fields(program, facts.held_on),
        session_id=session.id,
        cohort_id=session.cohort_id,
        held_on=facts.held_on,
        started_at=facts.started_at,
        minutes=facts.minutes,
        kind=facts.kind,
        instructors=tuple(_published(program, each) for each in facts.instructors),
        delivered_for=_fulfilments(session.delivered_for),
        attendance=Attendance.model_validate(facts.counts, from_attributes=True),
    )


def _fulfilments(authorisations: Iterable[Authorisation]) -> tuple[Fulfilment, ...]:
    return tuple(Fulfilment.model_validate(each, from_attributes=True) for each in authorisations)


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
