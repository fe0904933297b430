"""A made-up agreement with everything that the service keeps beside it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement, Transition
from services.agreements.review.model import Reviewer
from shared.contracts.event import Event


@dataclass(frozen=True, slots=True)
class MadeMove:
    """One entry of the history."""

    version: int
    transition: Transition
    account: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MadeEvent:
    """An event, when it occurred, and when it was recorded."""

    event: Event
    occurred_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class MadeProgram:
    """A program under one scope item, and the days of its sessions."""

    id: UUID
    facility_id: UUID
    scope_item_id: UUID
    name: str
    fiscal_year: int
    sessions: tuple[tuple[UUID, date], ...]


@dataclass(slots=True)
class Made:
    """An agreement, its moves, events and reviewers, and the programs under it."""

    agreement: Agreement
    at: datetime
    with_events: bool = True
    text_version: int = 1
    moves: list[MadeMove] = field(default_factory=list)
    events: list[MadeEvent] = field(default_factory=list)
    reviewers: list[Reviewer] = field(default_factory=list)
    programs: list[MadeProgram] = field(default_factory=list)
    entered_at: datetime | None = None
    expired_at: datetime | None = None
    final_at: datetime | None = None
    first_activity_at: datetime | None = None

    def note_moves(self, account: str, at: datetime) -> None:
        """Keep the moves that the agreement has made since, in its present version."""
        self.moves += [MadeMove(self.agreement.version, move, account, at) for move in self.agreement.history]
        self.agreement.history.clear()

    def emit(self, make: Callable[[], Event], recorded_at: datetime, occurred_at: datetime | None = None) -> None:
        """Emit an event, as a use case does; without a log it is not even made, which takes half of the time."""
        if self.with_events:
            self.events.append(MadeEvent(make(), occurred_at or recorded_at, recorded_at))
