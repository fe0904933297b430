"""The events about sessions."""

from collections.abc import Collection, Iterable
from datetime import date, time
from uuid import UUID

from services.programs.cohorts.store.cohorts import load_has_juveniles
from services.programs.obligations.model import Obligation
from services.programs.program.commands.announcing import EventFields, event_fields, is_sensitive
from services.programs.program.model.parts import Authorisation, Organisation
from services.programs.program.model.program import Program
from services.programs.sessions.model.session import Cancellation, Session
from shared.access import Work
from shared.contracts.parts import Attendance, Fulfilment, ObligationCredit, PartnerRef
from shared.contracts.program_details import SessionCounted, SessionCredited
from shared.contracts.programs import SessionCancelled, SessionCorrected, SessionHeld, SessionRetracted
from shared.values.cooperation import SessionKind
from shared.values.terms import moment_of

UNNAMED = "Mitra"
"""The name in events of an organisation whose published name is not known here."""


class SessionFields(EventFields):
    """The fields that every event about a session has."""

    session_id: UUID
    session_version: int
    cohort_id: UUID | None
    held_on: date
    started_at: time | None
    minutes: int | None
    kind: SessionKind
    instructors: tuple[PartnerRef, ...]
    delivered_for: tuple[Fulfilment, ...]
    attendance: Attendance | None


async def emit_held(work: Work, program: Program, session: Session) -> UUID:
    """Emit that a session was held, as of its day; returns the id of the event."""
    moment = moment_of(session.facts.held_on, program.facility.zone, work.now)
    return work.emit(SessionHeld(**await _counted_fields(work, program, session)), moment)


async def emit_corrected(work: Work, program: Program, session: Session, corrects: UUID) -> UUID:
    """Emit the whole session as it is right, with the event that it corrects; returns the id of the event."""
    return work.emit(SessionCorrected(**await _counted_fields(work, program, session), corrects=corrects))


async def emit_retracted(work: Work, program: Program, session: Session, corrects: UUID) -> UUID:
    """Emit that a session does not count, with the event that it retracts; returns the id of the event."""
    return work.emit(SessionRetracted(**await _counted_fields(work, program, session), corrects=corrects))


def emit_credited(work: Work, session: Session, before: Collection[Obligation]) -> None:
    """Emit what a session delivers for obligations, unless it never delivered anything."""
    if not session.credits and not before:
        return
    given = tuple(
        ObligationCredit(obligation_id=each.id, agreement_id=each.agreement_id, line_id=each.line_id, quantity=quantity)
        for each, quantity in session.credits.items()
    )
    work.emit(
        SessionCredited(
            program_id=session.program_id,
            version=session.version,
            session_id=session.id,
            cohort_id=session.cohort_id,
            held_on=session.facts.held_on,
            credits=given,
        )
    )


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


async def _counted_fields(work: Work, program: Program, session: Session) -> SessionFields:
    """The fields of a session; the counts of a sensitive one are emitted internally instead."""
    counts = Attendance.model_validate(session.facts.counts, from_attributes=True)
    if not await _is_sensitive(work, program, session):
        return _fields(program, session, counts)
    exact = None if session.retracted_at else counts
    work.emit(SessionCounted(program_id=program.id, version=session.version, session_id=session.id, attendance=exact))
    return _fields(program, session, None)


async def _is_sensitive(work: Work, program: Program, session: Session) -> bool:
    facts = session.facts
    if any(each.participants == "juvenile" for each in facts.audience):
        return True
    if await is_sensitive(work, program, sum(facts.counts)):
        return True
    return session.cohort_id is not None and await load_has_juveniles(work.connection, session.cohort_id)


def _fields(program: Program, session: Session, attendance: Attendance | None) -> SessionFields:
    # Without the topic: free text may name a person, and events are kept for ever.
    facts = session.facts
    return SessionFields(
        **event_fields(program, facts.held_on),
        session_id=session.id,
        session_version=session.version,
        cohort_id=session.cohort_id,
        held_on=facts.held_on,
        started_at=facts.started_at,
        minutes=facts.minutes,
        kind=facts.kind,
        instructors=tuple(_published(program, each) for each in facts.instructors),
        delivered_for=_fulfilments(session.delivered_for),
        attendance=attendance,
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
