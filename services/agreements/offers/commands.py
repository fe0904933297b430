"""Recording the offers and answers that programs reports; only Sinergi's own processes may."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.offers.model import ReportedAnswers, ReportedOffers
from services.agreements.offers.store import save_answers, save_closed, save_made, save_overdue
from shared.access import Work, nationwide, use_case


@dataclass(frozen=True, slots=True)
class NoteMade:
    """Facilities are asked about scope items until a day."""

    offers: ReportedOffers
    items: Sequence[UUID]
    due_on: date


@dataclass(frozen=True, slots=True)
class NoteOverdue:
    """Facilities have not answered in time."""

    offers: ReportedOffers


@dataclass(frozen=True, slots=True)
class NoteClosed:
    """Facilities can no longer answer."""

    offers: ReportedOffers


@use_case(scope=nationwide, changes=False)
async def note_made(work: Work, command: NoteMade) -> None:
    """Record the items that facilities are asked about."""
    await save_made(work.connection, command.offers, command.items, command.due_on)


@use_case(scope=nationwide, changes=False)
async def note_answers(work: Work, answers: ReportedAnswers) -> None:
    """Record the answers of a facility."""
    await save_answers(work.connection, answers)


@use_case(scope=nationwide, changes=False)
async def note_overdue(work: Work, command: NoteOverdue) -> None:
    """Record which facilities have not answered in time."""
    await save_overdue(work.connection, command.offers)


@use_case(scope=nationwide, changes=False)
async def note_closed(work: Work, command: NoteClosed) -> None:
    """Record which facilities can no longer answer."""
    await save_closed(work.connection, command.offers)
