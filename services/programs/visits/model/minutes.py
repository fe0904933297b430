"""The minutes of a visit as they are sent; the day on which they are recorded decides what a reported day can mean."""

from dataclasses import dataclass
from datetime import date, time

from services.programs.visits.model.parts import Exchange, Inspection, NewTask, VisitAttendance, VisitRecord
from services.programs.visits.model.visit import HELD
from shared.values.reported_days import reported_day


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes, with the tasks that the two sides agreed on."""

    edtf: str | None = None
    as_written: str | None = None
    started_at: time | None = None
    attendance: tuple[VisitAttendance, ...] = ()
    exchanged: tuple[Exchange, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    tasks: tuple[NewTask, ...] = ()

    def record(self, today: date) -> VisitRecord:
        """The record. Raises `DayImpossible` or `DayInTheFuture`."""
        return VisitRecord(
            held=reported_day(self.edtf, self.as_written, today, HELD),
            started_at=self.started_at,
            attendance=self.attendance,
            exchanged=self.exchanged,
            inspections=self.inspections,
        )
