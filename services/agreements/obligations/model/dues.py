"""A due of an obligation: a quantity owed until one day, the quantity delivered for it, and its state."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple
from uuid import UUID

from pydantic import BaseModel, Field

from shared.values.refusals import Conflict
from shared.values.texts import Text

DueState = Literal["waiting", "overdue", "fulfilled", "waived"]
"""The state of a due on a day."""
DELIVERED = Text("Tanggal pemenuhan", "The day of the delivery")


class DueWaived(Conflict):
    """The due was waived, so nothing can be delivered for it or waived again."""

    title = Text("Tagihan sudah dibebaskan", "Due was waived")
    detail = Text("Tagihan ini dibebaskan pada {day}.", "This due was waived on {day}.")


class DueFulfilled(Conflict):
    """The due is fulfilled, so there is nothing to waive."""

    title = Text("Tagihan sudah dipenuhi", "Due is fulfilled")
    detail = Text("Tagihan ini sudah dipenuhi seluruhnya.", "All of this due was delivered.")


class Balance(BaseModel):
    """The quantity owed, and its parts by state: `due` is at most the sum of the four others.

    `delivered` is more than was owed if a party gave more; `missed` was not delivered until its day, `open` may be.
    """

    due: int
    delivered: int
    missed: int
    waived: int
    open: int


class Due(BaseModel):
    """A quantity owed until one day, with the sum of its deliveries."""

    id: UUID
    period: date
    due_on: date
    quantity: int
    delivered: int = 0
    opened_on: date
    waived_on: date | None = None
    waive_reason: str | None = None
    missed_announced_at: datetime | None = Field(None, exclude=True)
    cohort_id: UUID | None = None

    @property
    def is_fulfilled(self) -> bool:
        """Whether all of it was delivered; a waived one is not asked for any longer."""
        return self.waived_on is None and self.delivered >= self.quantity

    def state_on(self, today: date) -> DueState:
        """Its state on a day in the zone of the agreement's keeper."""
        if self.waived_on is not None:
            return "waived"
        if self.delivered >= self.quantity:
            return "fulfilled"
        return "overdue" if self.due_on < today else "waiting"

    def balance_on(self, today: date) -> Balance:
        """Its balance on a day."""
        rest, state = max(self.quantity - self.delivered, 0), self.state_on(today)
        return Balance(
            due=self.quantity,
            delivered=self.delivered,
            missed=rest if state == "overdue" else 0,
            waived=rest if state == "waived" else 0,
            open=rest if state == "waiting" else 0,
        )

    def deliver(self, quantity: int) -> bool:
        """Count a delivery; returns whether it fulfils the due. Raises `DueWaived`."""
        self._require_not_waived()
        before, self.delivered = self.delivered, self.delivered + quantity
        return before < self.quantity <= self.delivered

    def replace(self, taken_back: int, given: int) -> bool:
        """Count the delivery of a session instead of its earlier one; returns whether that fulfils the due.

        A due that is no longer fulfilled can be missed again. For a waived one it is counted, and nothing follows.
        """
        before, self.delivered = self.delivered, self.delivered - taken_back + given
        if self.delivered < self.quantity <= before:
            self.missed_announced_at = None
        return self.waived_on is None and before < self.quantity <= self.delivered

    def waive(self, reason: str, day: date) -> None:
        """Give up the claim to the rest. Raises `DueWaived` or `DueFulfilled`."""
        self._require_not_waived()
        if self.delivered >= self.quantity:
            raise DueFulfilled
        self.waived_on, self.waive_reason = day, reason

    def _require_not_waived(self) -> None:
        if self.waived_on is not None:
            raise DueWaived(day=self.waived_on)


class Counted(NamedTuple):
    """The due for which a session counts, the dues that have changed with it, and those that are fulfilled by it."""

    due: Due | None
    changed: list[Due]
    fulfilled: list[Due]


@dataclass(frozen=True, slots=True)
class Credit:
    """The delivery of a session for an obligation; without a due, nothing was owed for that day."""

    session_id: UUID
    obligation_id: UUID
    due_id: UUID | None
    quantity: int
    held_on: date
    cohort_id: UUID | None = None
