"""What is done when programs report; only Sinergi's own processes may."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.activity import store
from services.agreements.activity.model import HeldSession, ReportedProgram
from services.agreements.agreement.commands.announcing import about
from services.agreements.agreement.store import load_agreement
from shared.access import Work, nationwide, use_case
from shared.contracts.agreements import FirstActivityRecorded
from shared.values.terms import moment_of


@dataclass(frozen=True, slots=True)
class NoteProgram:
    """A program is carried by these scope items; `instead_of` is one that carries it no more."""

    program: ReportedProgram
    scope_items: tuple[UUID, ...]
    instead_of: UUID | None = None


@dataclass(frozen=True, slots=True)
class NoteOpening:
    """A program admits participants."""

    program: ReportedProgram
    opened_on: date


@dataclass(frozen=True, slots=True)
class NoteSession:
    """A session took place."""

    program: ReportedProgram
    session: HeldSession


@use_case(scope=nationwide, changes=False)
async def note_program(work: Work, command: NoteProgram) -> None:
    """Take note of a program and of what carries it."""
    await store.save_program(work.connection, command.program)
    if command.instead_of:
        await store.hand_over(work.connection, command.program.id, command.instead_of)
    await store.attach(work.connection, command.program.id, command.scope_items)


@use_case(scope=nationwide, changes=False)
async def note_opening(work: Work, command: NoteOpening) -> None:
    """Take note that a program has opened."""
    await store.save_program(work.connection, command.program)
    await store.open_program(work.connection, command.program.id, command.opened_on)


@use_case(scope=nationwide, changes=False)
async def note_session(work: Work, command: NoteSession) -> None:
    """Credit a session to its scope items; under an agreement without activity so far it is the first."""
    # Every event says its program whole: should the one that planned it have been discarded, it is known all the same.
    await store.save_program(work.connection, command.program)
    await store.credit_session(work.connection, command.session)
    for agreement_id, scope_item_id in await store.begin_running(work.connection, command.session.scope_items):
        agreement = await load_agreement(work.connection, agreement_id)
        event = FirstActivityRecorded(
            **about(agreement),
            scope_item_id=scope_item_id,
            program_id=command.program.id,
            occurred_on=command.session.held_on,
        )
        work.emit(event, occurred_at=moment_of(command.session.held_on, agreement.zone, work.now))
