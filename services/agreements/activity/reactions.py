"""Events of programs, as commands."""

from uuid import UUID

from services.agreements.activity.commands import (
    DiscountSession,
    NoteJoining,
    NoteOpening,
    NoteProgram,
    NoteSession,
    discount_session,
    note_count,
    note_joining,
    note_opening,
    note_program,
    note_session,
)
from services.agreements.activity.model import HeldSession, ReportedProgram, SessionCount
from shared.access import Work
from shared.contracts.parts import Attendance
from shared.contracts.program_details import SessionCounted
from shared.contracts.programs import (
    AuthorisationAttached,
    AuthorisationHandedOver,
    ProgramEvent,
    ProgramJoined,
    ProgramOpened,
    ProgramPlanned,
    SessionCorrected,
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
    """A program goes on as a part of another one; the scope items that this one takes over are attached to it."""
    await note_joining(work, NoteJoining(_program(event)))


async def on_session(work: Work, event: SessionHeld | SessionCorrected, _envelope: Envelope) -> None:
    """A session is activity under every scope item that it fulfils; a correction replaces what is known of it."""
    session = HeldSession(
        id=event.session_id,
        program_id=event.program_id,
        held_on=event.held_on,
        count=_count(event.session_id, event.session_version, event.attendance) if event.attendance else None,
        scope_items=tuple(fulfilled.scope_item_id for fulfilled in event.delivered_for),
    )
    await note_session(work, NoteSession(_program(event), session))


async def on_retracted(work: Work, event: SessionRetracted, _envelope: Envelope) -> None:
    """A retracted session is no activity."""
    await discount_session(work, DiscountSession(event.session_id))


async def on_counted(work: Work, event: SessionCounted, _envelope: Envelope) -> None:
    """The exact counts of a sensitive session; those of a retracted one stay out of every sum anyway."""
    if event.attendance is not None:
        await note_count(work, _count(event.session_id, event.version, event.attendance))


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
)
