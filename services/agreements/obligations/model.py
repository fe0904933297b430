"""An obligation of a party, its dues, and the deliveries for each of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parties import AgencyOfNoParty
from services.agreements.register.model.units import Unit
from shared.values.cooperation import ObligationMeasure, ObligationSchedule
from shared.values.inputs import ShortText
from shared.values.labels import label, label_list
from shared.values.refusals import Conflict, Invalid, NotFound, WrongState
from shared.values.terms import Day
from shared.values.texts import Text

DueState = Literal["waiting", "overdue", "fulfilled", "waived"]
"""How far a due is on a day."""
LARGEST_QUANTITY = 1_000_000_000_000
DELIVERED = Text("Tanggal pemenuhan", "The day of the delivery")
_RECORDING = Text("Mencatat kewajiban", "Recording an obligation")
_RECORDABLE = ("exploration", "drafting", "signed")
_ENDING = Text("Mengakhiri kewajiban", "Ending an obligation")
_RUNS = Text("masih berjalan", "still running")
_HAS_ENDED = Text("sudah berakhir", "ended")


class ObligationNotFound(NotFound):
    """No obligation has the id in the URL."""

    title = Text("Kewajiban tidak ditemukan", "Obligation not found")
    detail = Text("Tidak ada kewajiban dengan id {id}.", "No obligation has the id {id}.")


class ObligationUnknown(Invalid):
    """The request names an obligation that is not one of the agreement, or has ended."""

    title = Text("Kewajiban tidak dikenal", "Unknown obligation")
    detail = Text(
        "Kewajiban {ids} bukan kewajiban perjanjian ini, atau sudah berakhir.",
        "The obligations {ids} are not of this agreement, or have ended.",
    )


class DueUnknown(Invalid):
    """The request names a due that is not one of the obligation."""

    title = Text("Tagihan tidak dikenal", "Unknown due")
    detail = Text("Kewajiban ini tidak memiliki tagihan {id}.", "The obligation has no due {id}.")


class ObligationItemUnknown(Invalid):
    """The scope item of an obligation is not one of the agreement."""

    title = Text("Butir kewajiban tidak dikenal", "Unknown item of the obligation")
    detail = Text("Butir {id} tidak ada dalam perjanjian ini.", "The item {id} is not in this agreement.")


class ClauseMissing(Invalid):
    """An obligation of a signed text names no clause."""

    title = Text("Pasal belum disebut", "Clause missing")
    detail = Text(
        "Naskah sudah ditandatangani. Sebutkan pasal yang memuat kewajiban ini. Kewajiban baru memerlukan adendum.",
        "The text is signed. Name the clause that has this obligation; a new one is agreed by an addendum.",
    )


class NotOnRequest(Conflict):
    """A due is asked for that the calendar brings by itself."""

    title = Text("Bukan kewajiban atas permintaan", "Not on request")
    detail = Text(
        "Kewajiban ini dipenuhi {schedule}; tagihannya dibuat menurut kalender.",
        "This obligation is due {schedule}; the calendar makes its dues.",
    )


class DueWaived(Conflict):
    """The due was waived, so nothing can be delivered for it or waived again."""

    title = Text("Tagihan sudah dibebaskan", "Due was waived")
    detail = Text("Tagihan ini dibebaskan pada {day}.", "This due was waived on {day}.")


class DueFulfilled(Conflict):
    """The due is fulfilled, so there is nothing to waive."""

    title = Text("Tagihan sudah dipenuhi", "Due is fulfilled")
    detail = Text("Tagihan ini sudah dipenuhi seluruhnya.", "All of this due was delivered.")


class DueTwice(Conflict):
    """Another due of the obligation is due on the same day."""

    title = Text("Tagihan sudah ada", "Due exists")
    detail = Text("Kewajiban ini sudah ditagih untuk {day}.", "The obligation has a due on {day}.")


class NewObligation(BaseModel):
    """A promise of one party: so much of something, once on a day, each month, for each cohort, or when asked for.

    `clause` is the place in the text; `unit_id` is a party or an agency under one.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "unit_id": "d9895dee-7ae9-5558-8c58-55f01710de26",
                    "description": "Sesi konseling adiksi",
                    "clause": "Pasal 5 ayat (1)",
                    "measure": "sessions",
                    "quantity": 20,
                    "schedule": "monthly",
                }
            ]
        },
    )

    unit_id: UUID
    description: ShortText
    clause: ShortText | None = None
    scope_item_id: UUID | None = None
    measure: ObligationMeasure
    quantity: int = Field(ge=1, le=LARGEST_QUANTITY, strict=True)
    schedule: ObligationSchedule
    due_on: Day | None = None

    @model_validator(mode="after")
    def _fits(self) -> "NewObligation":
        if (self.schedule == "once") != (self.due_on is not None):
            raise ValueError('give due_on with the schedule "once", and only then')
        return self


class ObligationUnchanged(Invalid):
    """An obligation is to change to the quantity that it has."""

    title = Text("Jumlah kewajiban tidak berubah", "Obligation does not change")
    detail = Text(
        "Kewajiban {name} sudah berjumlah {quantity}. Sebutkan jumlah yang baru.",
        "The obligation {name} has the quantity {quantity} already. Name the new one.",
    )


class ChangedObligation(BaseModel):
    """Another quantity of an obligation, for the periods that begin with the day of the addendum or later."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    obligation_id: UUID
    quantity: int = Field(ge=1, le=LARGEST_QUANTITY, strict=True)


class Balance(BaseModel):
    """What was owed, and what became of it: `due` is at most the sum of the four others.

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
        """Whether all of it was delivered; a waived one is asked for no more."""
        return self.waived_on is None and self.delivered >= self.quantity

    def state_on(self, today: date) -> DueState:
        """Its state on a day in the zone of the agreement's keeper."""
        if self.waived_on is not None:
            return "waived"
        if self.delivered >= self.quantity:
            return "fulfilled"
        return "overdue" if self.due_on < today else "waiting"

    def balance_on(self, today: date) -> Balance:
        """What became of it until a day."""
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
        """Count what a session delivers instead of what it delivered before; returns whether that fulfils the due.

        A due that is no longer fulfilled can be missed again. For a waived one it is counted, and nothing follows.
        """
        before, self.delivered = self.delivered, self.delivered - taken_back + given
        if self.delivered < self.quantity <= before:
            self.missed_announced_at = None
        return self.waived_on is None and before < self.quantity <= self.delivered

    def waive(self, reason: str, day: date) -> None:
        """Ask for it no more. Raises `DueWaived` or `DueFulfilled`."""
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
    """What a session delivers for an obligation; without a due, nothing was owed for that day."""

    session_id: UUID
    obligation_id: UUID
    due_id: UUID | None
    quantity: int
    held_on: date
    cohort_id: UUID | None = None


class Obligation(BaseModel):
    """An obligation with its dues, the earliest first."""

    id: UUID
    agreement_id: UUID
    ordinal: int
    unit: Unit
    description: str
    clause: str | None = None
    scope_item_id: UUID | None = None
    measure: ObligationMeasure
    quantity: int
    schedule: ObligationSchedule
    due_on: date | None = None
    recorded_on: date
    addendum_id: UUID | None = None
    ended_on: date | None = None
    end_reason: str | None = None
    dues: tuple[Due, ...] = ()
    version: int = 1

    def due(self, due_id: UUID) -> Due:
        """One of its dues. Raises `DueUnknown`."""
        found = next((each for each in self.dues if each.id == due_id), None)
        if found is None:
            raise DueUnknown(id=due_id)
        return found

    def count(
        self, day: date, quantity: int, former_id: UUID | None, former: int, cohort_id: UUID | None = None
    ) -> Counted:
        """Count what a session of a day delivers, instead of what it delivered before for a due, if for any."""
        own = next((each for each in self.dues if each.id == former_id), None)
        # A corrected session stays with its due, unless its month is another one.
        due = own if own and self.schedule != "monthly" else self.due_for(day, cohort_id)
        due = due if quantity else None
        changed = [each for each in self.dues if each in (own, due)]
        fulfilled = [
            each for each in changed if each.replace(former if each is own else 0, quantity if each is due else 0)
        ]
        return Counted(due, changed, fulfilled)

    def due_for(self, day: date, cohort_id: UUID | None = None) -> Due | None:
        """The due for which a session counts: that of its month or cohort, or the earliest that is still owed.

        What is owed for another cohort stays owed.
        """
        if self.schedule == "monthly":
            return next((each for each in self.dues if each.period == day.replace(day=1)), None)
        if cohort_id is not None:
            own = next((each for each in self.dues if each.cohort_id == cohort_id), None)
            if own is not None:
                return own
        calendar = (each for each in self.dues if each.cohort_id is None)
        owed = (each for each in calendar if each.waived_on is None and each.delivered < each.quantity)
        earliest = min(owed, key=lambda each: each.due_on, default=None)
        return self.dues[-1] if earliest is None and self.schedule == "once" and self.dues else earliest

    def require_requestable(self, due_on: date) -> None:
        """Raise `WrongState`, `NotOnRequest` or `DueTwice` unless another due can be asked for until a day."""
        self._require_running()
        if self.schedule not in ("on_request", "per_cohort"):
            raise NotOnRequest(schedule=label("obligation_schedule", self.schedule))
        if any(each.period == due_on for each in self.dues):
            raise DueTwice(day=due_on)

    def change(self, quantity: int, day: date) -> list[Due]:
        """Owe another quantity from a day on; returns the dues of the calendar that begin then or later, changed.

        Raises `WrongState`.
        """
        self._require_running()
        self.quantity = quantity
        by_calendar = self.schedule in ("monthly", "once")
        changed = [each for each in self.dues if by_calendar and each.period >= day and each.waived_on is None]
        for each in changed:
            each.quantity = quantity
        return changed

    def end(self, day: date, reason: str) -> None:
        """Let it end with a day. Raises `WrongState` if it has ended."""
        self._require_running()
        self.ended_on, self.end_reason = day, reason

    def _require_running(self) -> None:
        if self.ended_on is not None:
            raise WrongState(operation=_ENDING, state=_HAS_ENDED, allowed=[_RUNS])


def may_get_obligations(agreement: Agreement) -> bool:
    """Whether obligations of its text can be recorded in its state."""
    return agreement.document_state in _RECORDABLE


def require_recordable(agreement: Agreement, new: NewObligation) -> None:
    """Raise `WrongState` or `ClauseMissing`: a draft can get an obligation, a signed text already has it."""
    if not may_get_obligations(agreement):
        state, allowed = label("document_state", agreement.document_state), label_list("document_state", _RECORDABLE)
        raise WrongState(operation=_RECORDING, state=state, allowed=allowed)
    if agreement.document_state == "signed" and new.clause is None:
        raise ClauseMissing


def require_obligation_fit(agreement: Agreement, unit: Unit, new: NewObligation, items: Collection[UUID]) -> None:
    """Raise `AgencyOfNoParty` or `ObligationItemUnknown` unless a party, or an agency under one, promises it."""
    parties = {party.unit.id for party in agreement.parties}
    if parties.isdisjoint(unit.lineage or (unit.id,)) and unit.id not in parties:
        raise AgencyOfNoParty(name=unit.public_name)
    if new.scope_item_id is not None and new.scope_item_id not in items:
        raise ObligationItemUnknown(id=new.scope_item_id)


def dues_until(obligation: Obligation, first: date, today: date, last: date | None) -> list[tuple[date, date]]:
    """The periods that have begun by today, each with its last day, of an agreement in force on these days.

    Before the day of its record nothing is due, so that a late record is no news.
    """
    ends = min((day for day in (today, last, obligation.ended_on) if day is not None), default=today)
    begins = max(first, obligation.recorded_on)
    if obligation.schedule == "once":
        day = obligation.due_on
        return [(day, day)] if day is not None and begins <= ends and day >= begins else []
    if obligation.schedule != "monthly":
        return []
    periods, month = [], begins.replace(day=1)
    while month <= ends:
        following = (month + timedelta(days=32)).replace(day=1)
        periods.append((month, following - timedelta(days=1)))
        month = following
    return periods
