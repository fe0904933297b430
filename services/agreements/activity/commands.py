"""Recording the reports of programs; only Sinergi's own processes may."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.activity.model import HeldSession, Outcome, ReportedProgram, SessionCount
from services.agreements.activity.store import (
    forget_resumptions,
    lock_agreements,
    save_authorisations,
    save_count,
    save_first_activity,
    save_first_activity_event,
    save_handover,
    save_joining,
    save_opening,
    save_outcome,
    save_outcome_retraction,
    save_program,
    save_retraction,
    save_session,
    save_without_activity,
)
from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.store.loading import load_agreement
from shared.access import Work, nationwide, use_case
from shared.contracts.agreements import FirstActivityRecorded, FirstActivityRetracted
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


@dataclass(frozen=True, slots=True)
class NoteOutcome:
    """A program has made a product or given a performance, or that is corrected."""

    program: ReportedProgram
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class DiscountOutcome:
    """An output or a performance was retracted."""

    outcome_id: UUID


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
    """Record that a program continues as a part of another one."""
    await save_program(work.connection, command.program)
    await save_joining(work.connection, command.program.id)


@use_case(scope=nationwide, changes=False)
async def note_session(work: Work, command: NoteSession) -> None:
    """Credit a session to its scope items, and announce the first activity under an agreement."""
    # Every event carries the whole program, so it is saved here as well: the event that planned it may have been
    # discarded.
    await save_program(work.connection, command.program)
    session = command.session
    agreements = await lock_agreements(work.connection, session.id, session.scope_items)
    await save_session(work.connection, session)
    if session.count is not None:
        await save_count(work.connection, session.count)
    activity = Activity(kind="session", id=session.id, program_id=command.program.id)
    await _announce_first(work, activity, session.held_on, session.scope_items)
    await _take_back(work, agreements)


@use_case(scope=nationwide, changes=False)
async def discount_session(work: Work, command: DiscountSession) -> None:
    """Remove a session from the activity of every scope item."""
    agreements = await lock_agreements(work.connection, command.session_id, ())
    await save_retraction(work.connection, command.session_id)
    await _take_back(work, agreements)


@use_case(scope=nationwide, changes=False)
async def note_outcome(work: Work, command: NoteOutcome) -> None:
    """Credit an outcome to its scope items, and announce the first activity under an agreement."""
    await save_program(work.connection, command.program)
    outcome = command.outcome
    agreements = await lock_agreements(work.connection, outcome.id, outcome.scope_items)
    await save_outcome(work.connection, outcome)
    activity = Activity(kind=outcome.kind, id=outcome.id, program_id=command.program.id)
    await _announce_first(work, activity, outcome.day, outcome.scope_items)
    await _take_back(work, agreements)


@use_case(scope=nationwide, changes=False)
async def discount_outcome(work: Work, command: DiscountOutcome) -> None:
    """Remove an outcome from the activity of every scope item."""
    agreements = await lock_agreements(work.connection, command.outcome_id, ())
    await save_outcome_retraction(work.connection, command.outcome_id)
    await _take_back(work, agreements)


@use_case(scope=nationwide, changes=False)
async def note_count(work: Work, count: SessionCount) -> None:
    """Record the counts of a sensitive session, which may arrive before the session itself."""
    await save_count(work.connection, count)


async def _announce_first(work: Work, activity: Activity, day: date, scope_items: Sequence[UUID]) -> None:
    for agreement_id, scope_item_id in await save_first_activity(work.connection, scope_items, work.now):
        announcement = Announcement.on(work, await load_agreement(work.connection, agreement_id), day)
        event_id = announcement.emit(
            FirstActivityRecorded(**announcement.about, scope_item_id=scope_item_id, activity=activity, occurred_on=day)
        )
        await save_first_activity_event(work.connection, agreement_id, event_id)


async def _take_back(work: Work, agreements: Sequence[UUID]) -> None:
    """Retract the first activity of the agreements that have none any more, and look at their dormancy again."""
    for agreement_id, event_id in await save_without_activity(work.connection, agreements):
        announcement = Announcement(work, await load_agreement(work.connection, agreement_id))
        announcement.emit(FirstActivityRetracted(**announcement.about, corrects=event_id))
    await forget_resumptions(work.connection, agreements)
