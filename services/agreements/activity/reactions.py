"""Events of programs, as commands."""

from services.agreements.activity.commands import (
    DiscountSession,
    NoteOpening,
    NoteProgram,
    NoteSession,
    discount_session,
    note_opening,
    note_program,
    note_session,
)
from services.agreements.activity.model import HeldSession, ReportedProgram
from shared.access import Work
from shared.contracts.programs import (
    AuthorisationAttached,
    AuthorisationHandedOver,
    ProgramEvent,
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


async def on_session(work: Work, event: SessionHeld | SessionCorrected, _envelope: Envelope) -> None:
    """A session is activity under every scope item that it fulfils; a correction replaces what is known of it."""
    session = HeldSession(
        id=event.session_id,
        program_id=event.program_id,
        held_on=event.held_on,
        active=event.attendance.active,
        passive=event.attendance.passive,
        absent=event.attendance.absent,
        scope_items=tuple(fulfilled.scope_item_id for fulfilled in event.delivered_for),
    )
    await note_session(work, NoteSession(_program(event), session))


async def on_retracted(work: Work, event: SessionRetracted, _envelope: Envelope) -> None:
    """A retracted session is no activity."""
    await discount_session(work, DiscountSession(event.session_id))


def _program(event: ProgramEvent) -> ReportedProgram:
    return ReportedProgram(event.program_id, event.facility.id, event.template, event.title, event.fiscal_year)


REACTIONS: Reactions = (
    (ProgramPlanned, on_planned),
    (AuthorisationAttached, on_attached),
    (AuthorisationHandedOver, on_handed_over),
    (ProgramOpened, on_opened),
    (SessionHeld, on_session),
    (SessionCorrected, on_session),
    (SessionRetracted, on_retracted),
)
