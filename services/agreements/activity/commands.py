"""Recording the reports of programs; only Sinergi's own processes may."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.activity.model import HeldSession, ReportedProgram, SessionCount
from services.agreements.activity.store import (
    save_authorisations,
    save_count,
    save_first_activity,
    save_handover,
    save_joining,
    save_opening,
    save_program,
    save_retraction,
    save_session,
)
from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.store.loading import load_agreement
from shared.access import Work, nationwide, use_case
from shared.contracts.agreements import FirstActivityRecorded
from shared.contracts.parts import Activity


@dataclass(frozen=True, slots=True)
class NoteProgram:
    """A program is carried by these scope items; `instead_of` is the item that no longer carries it."""

    program: ReportedProgram
    scope_items: tuple[UUID, ...]
    instead_of: UUID | None = None


@dataclass(frozen=True, slots=True)
class NoteOpening:
    """A program admits participants."""

    program: ReportedProgram
    opened_on: date


@dataclass(frozen=True, slots=True)
class NoteJoining:
    """A program was joined into another one, which its scope items carry now."""

    program: ReportedProgram


@dataclass(frozen=True, slots=True)
class NoteSession:
    """A session was held, or is corrected."""

    program: ReportedProgram
    session: HeldSession


@dataclass(frozen=True, slots=True)
class DiscountSession:
    """A session was retracted."""

    session_id: UUID


@use_case(scope=nationwide, changes=False)
async def note_program(work: Work, command: NoteProgram) -> None:
    """Record a program and the scope items that carry it."""
    await save_program(work.connection, command.program)
    if command.instead_of:
        await save_handover(work.connection, command.program.id, command.instead_of)
    await save_authorisations(work.connection, command.program.id, command.scope_items)


@use_case(scope=nationwide, changes=False)
async def note_opening(work: Work, command: NoteOpening) -> None:
    """Record that a program has opened."""
    await save_program(work.connection, command.program)
    await save_opening(work.connection, command.program.id, command.opened_on)


@use_case(scope=nationwide, changes=False)
async def note_joining(work: Work, command: NoteJoining) -> None:
    """Record that a program goes on as a part of another one."""
    await save_program(work.connection, command.program)
    await save_joining(work.connection, command.program.id)


@use_case(scope=nationwide, changes=False)
async def note_session(work: Work, command: NoteSession) -> None:
    """Credit a session to its scope items, and announce the first activity under an agreement."""
    # Every event carries the whole program, so it is saved here as well: the event that planned it may have been
    # discarded.
    await save_program(work.connection, command.program)
    await save_session(work.connection, command.session)
    if command.session.count is not None:
        await save_count(work.connection, command.session.count)
    for agreement_id, scope_item_id in await save_first_activity(
        work.connection, command.session.scope_items, work.now
    ):
        agreement = await load_agreement(work.connection, agreement_id)
        announcement = Announcement.on(work, agreement, command.session.held_on)
        announcement.emit(
            FirstActivityRecorded(
                **announcement.about,
                scope_item_id=scope_item_id,
                activity=Activity(kind="session", id=command.session.id, program_id=command.program.id),
                occurred_on=command.session.held_on,
            )
        )


@use_case(scope=nationwide, changes=False)
async def discount_session(work: Work, command: DiscountSession) -> None:
    """Remove a session from the activity of every scope item; a first activity that was announced stays announced."""
    await save_retraction(work.connection, command.session_id)


@use_case(scope=nationwide, changes=False)
async def note_count(work: Work, count: SessionCount) -> None:
    """Record the counts of a sensitive session, which may arrive before the session itself."""
    await save_count(work.connection, count)
