"""An obligation of a party with its dues: when they begin, for which of them a session counts, and its end."""

from datetime import date, timedelta
from uuid import UUID

from pydantic import BaseModel

from services.agreements.obligations.model.dues import Counted, Due
from services.agreements.register.model.units import Unit
from shared.values.cooperation import ObligationMeasure, ObligationSchedule
from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid, NotFound, WrongState
from shared.values.texts import Text

_ENDING = Text("Mengakhiri kewajiban", "Ending an obligation")
_RUNS = Text("masih berjalan", "still running")
_HAS_ENDED = Text("sudah berakhir", "ended")


class ObligationNotFound(NotFound):
    """No obligation has the id in the URL."""

    title = Text("Kewajiban tidak ditemukan", "Obligation not found")
    detail = Text("Tidak ada kewajiban dengan id {id}.", "No obligation has the id {id}.")


class DueUnknown(Invalid):
    """The request names a due that is not one of the obligation."""

    title = Text("Tagihan tidak dikenal", "Unknown due")
    detail = Text("Kewajiban ini tidak memiliki tagihan {id}.", "The obligation has no due {id}.")


class NotOnRequest(Conflict):
    """A due is asked for that the calendar brings by itself."""

    title = Text("Bukan kewajiban atas permintaan", "Not on request")
    detail = Text(
        "Kewajiban ini dipenuhi {schedule}; tagihannya dibuat menurut kalender.",
        "This obligation is due {schedule}; the calendar makes its dues.",
    )


class DueTwice(Conflict):
    """Another due of the obligation is due on the same day."""

    title = Text("Tagihan sudah ada", "Due exists")
    detail = Text("Kewajiban ini sudah ditagih untuk {day}.", "The obligation has a due on {day}.")


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
        """Count the delivery of a session of a day, instead of its earlier one for a due, if there was one."""
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
