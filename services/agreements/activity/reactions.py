"""Events of programs, as commands."""

from uuid import UUID

from services.agreements.activity.commands import (
    DiscountOutcome,
    DiscountSession,
    NoteJoining,
    NoteOpening,
    NoteOutcome,
    NoteProgram,
    NoteSession,
    discount_outcome,
    discount_session,
    note_count,
    note_joining,
    note_opening,
    note_outcome,
    note_program,
    note_session,
)
from services.agreements.activity.model import HeldSession, Made, Outcome, ReportedProgram, SessionCount
from shared.access import Work
from shared.contracts.parts import Attendance
from shared.contracts.program_details import SessionCounted
from shared.contracts.programs import (
    AuthorisationAttached,
    AuthorisationHandedOver,
    OutcomeEvent,
    OutputCorrected,
    OutputRecorded,
    OutputRetracted,
    PerformanceCorrected,
    PerformanceGiven,
    PerformanceRetracted,
    ProgramEvent,
    ProgramJoined,
    ProgramOpened,
    ProgramPlanned,
    SessionCorrected,
    SessionEvent,
    SessionHeld,
    SessionRetracted,
)
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


async def on_planned(work: Work, event: ProgramPlanned, _envelope: Envelope) -> None:
    """A new program is carried by the scope items for which it was planned."""
    items = tuple(authorisation.scope_item_id for authorisation in event.covered_by)
    await note_program(work, NoteProgram(_program(event), items))


async def on_attached(work: Work, event: AuthorisationAttached, _envelope: Envelope) -> None:
    """One more scope item carries a program."""
    await note_program(work, NoteProgram(_program(event), (event.attached.scope_item_id,)))


async def on_handed_over(work: Work, event: AuthorisationHandedOver, _envelope: Envelope) -> None:
    """The successor's item carries a program instead of the predecessor's."""
    new, old = event.new.scope_item_id, event.old.scope_item_id
    await note_program(work, NoteProgram(_program(event), (new,), instead_of=old))


async def on_opened(work: Work, event: ProgramOpened, _envelope: Envelope) -> None:
    """A program admits participants."""
    await note_opening(work, NoteOpening(_program(event), event.opened_on))


async def on_joined(work: Work, event: ProgramJoined, _envelope: Envelope) -> None:
    """A program continues as a part of another one; the scope items that this one takes over are attached to it."""
    await note_joining(work, NoteJoining(_program(event)))


async def on_session(work: Work, event: SessionHeld | SessionCorrected, _envelope: Envelope) -> None:
    """A session is activity under every scope item that it fulfils; a correction replaces its facts."""
    session = HeldSession(
        id=event.session_id,
        program_id=event.program_id,
        held_on=event.held_on,
        count=_count(event.session_id, event.session_version, event.attendance) if event.attendance else None,
        scope_items=_items(event),
    )
    await note_session(work, NoteSession(_program(event), session))


async def on_retracted(work: Work, event: SessionRetracted, _envelope: Envelope) -> None:
    """A retracted session is no activity."""
    await discount_session(work, DiscountSession(event.session_id))


async def on_counted(work: Work, event: SessionCounted, _envelope: Envelope) -> None:
    """The exact counts of a sensitive session; those of a retracted one stay out of every sum anyway."""
    if event.attendance is not None:
        await note_count(work, _count(event.session_id, event.version, event.attendance))


async def on_output(work: Work, event: OutputRecorded | OutputCorrected, _envelope: Envelope) -> None:
    """A product is activity under every scope item that it fulfils; a correction replaces its facts."""
    made = Made(event.product, event.quantity, event.unit, event.value)
    outcome = Outcome(event.output_id, event.program_id, "output", event.made_until, made, _items(event))
    await note_outcome(work, NoteOutcome(_program(event), outcome))


async def on_output_retracted(work: Work, event: OutputRetracted, _envelope: Envelope) -> None:
    """A retracted output is no activity."""
    await discount_outcome(work, DiscountOutcome(event.output_id))


async def on_performance(work: Work, event: PerformanceGiven | PerformanceCorrected, _envelope: Envelope) -> None:
    """A performance is activity under every scope item that it fulfils."""
    outcome = Outcome(event.performance_id, event.program_id, "performance", event.held_on, None, _items(event))
    await note_outcome(work, NoteOutcome(_program(event), outcome))


async def on_performance_retracted(work: Work, event: PerformanceRetracted, _envelope: Envelope) -> None:
    """A retracted performance is no activity."""
    await discount_outcome(work, DiscountOutcome(event.performance_id))


def _items(event: SessionEvent | OutcomeEvent) -> tuple[UUID, ...]:
    return tuple(fulfilled.scope_item_id for fulfilled in event.delivered_for)


def _count(session_id: UUID, version: int, attendance: Attendance) -> SessionCount:
    return SessionCount(session_id, version, attendance.active, attendance.passive, attendance.absent)


def _program(event: ProgramEvent) -> ReportedProgram:
    return ReportedProgram(event.program_id, event.facility.id, event.template, event.name, event.fiscal_year)


REACTIONS: Reactions = (
    (ProgramPlanned, on_planned),
    (AuthorisationAttached, on_attached),
    (AuthorisationHandedOver, on_handed_over),
    (ProgramOpened, on_opened),
    (ProgramJoined, on_joined),
    (SessionHeld, on_session),
    (SessionCorrected, on_session),
    (SessionRetracted, on_retracted),
    (SessionCounted, on_counted),
    (OutputRecorded, on_output),
    (OutputCorrected, on_output),
    (OutputRetracted, on_output_retracted),
    (PerformanceGiven, on_performance),
    (PerformanceCorrected, on_performance),
    (PerformanceRetracted, on_performance_retracted),
)
