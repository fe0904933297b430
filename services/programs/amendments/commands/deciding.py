"""Deciding an amendment by a second person, and withdrawing it."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.amendments.access import scope_to_change
from services.programs.amendments.model.amendment import Amendment, AmendmentVerdict
from services.programs.amendments.store import load_program_of, lock_amendment, save_amendment
from services.programs.program.access import KEEPERS, RECORDERS
from services.programs.program.store.locking import lock_program
from services.programs.sessions.commands.correcting import (
    CorrectSession,
    RetractSession,
    correct_session,
    retract_session,
)
from services.programs.sessions.commands.recording import (
    RecordOpenSession,
    RecordSession,
    record_open_session,
    record_session,
)
from shared.access import Work, use_case
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class DecideAmendment:
    """Approve an amendment, which then takes effect, or decline it."""

    amendment_id: UUID
    expected_version: int
    verdict: AmendmentVerdict


@dataclass(frozen=True, slots=True)
class WithdrawAmendment:
    """Withdraw an amendment before it is decided."""

    amendment_id: UUID
    expected_version: int


@use_case(*KEEPERS, scope=scope_to_change)
async def decide_amendment(work: Work, command: DecideAmendment) -> Amendment:
    """Decide as the second person.

    Raises `SecondPersonNeeded`, `WrongState`, or what the change itself raises: a session that was changed since the
    proposal is not overwritten.
    """
    amendment = await _lock(work, command.amendment_id, command.expected_version)
    decided = amendment.decide(command.verdict, work.actor.account, work.now)
    await save_amendment(work.connection, decided)
    if command.verdict == "approved":
        await _apply(work, amendment)
    return decided


@use_case(*RECORDERS, scope=scope_to_change)
async def withdraw_amendment(work: Work, command: WithdrawAmendment) -> Amendment:
    """Withdraw an amendment. Raises `WrongState`."""
    amendment = await _lock(work, command.amendment_id, command.expected_version)
    withdrawn = amendment.withdraw(work.actor.account, work.now)
    await save_amendment(work.connection, withdrawn)
    return withdrawn


async def _lock(work: Work, amendment_id: UUID, expected_version: int) -> Amendment:
    # The program first, as in every command about sessions, so that no two transactions wait for each other.
    program = await lock_program(work.connection, await load_program_of(work.connection, amendment_id))
    amendment = await lock_amendment(work.connection, program.facility.id, amendment_id)
    require_version(amendment.version, expected_version)
    return amendment


async def _apply(work: Work, amendment: Amendment) -> None:
    session, facts, items = amendment.session, amendment.facts, amendment.delivered_for
    if session and facts:
        command = CorrectSession(session.id, session.version, facts, items, amendment.reason, amends=True)
        await correct_session(work, command)
    elif session:
        await retract_session(work, RetractSession(session.id, session.version, amendment.reason, amends=True))
    elif facts and amendment.cohort_id:
        await record_session(work, RecordSession(amendment.cohort_id, facts, items, amends=True))
    elif facts:
        await record_open_session(work, RecordOpenSession(amendment.program_id, facts, items, amends=True))
