"""Parts of the changes of a visit: the answer to each of them, and the minutes."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.programs.visits.model.minutes import Minutes
from services.programs.visits.model.parts import Exchange, Inspection, NewTask, VisitAttendance
from services.programs.visits.model.visit import Visit
from shared.values.cooperation import VisitState
from shared.values.inputs import ShortText
from shared.values.reported_days import Edtf
from shared.values.terms import ClockTime
from shared.web.responses import Created

FACILITY = "d9895dee-7ae9-5558-8c58-55f01710de26"
GUEST = "0195ab8e-7c00-7000-8000-000000000001"
PROGRAM = "019c0000-0000-7000-8000-000000000041"
MINUTES: dict[str, Any] = {
    "held": "XXXX-11-28",
    "as_written": "Kamis (28/11)",
    "started_at": "09:00",
    "attendance": [{"side": "host", "group": "Pejabat struktural", "people": 6}],
    "exchanged": [{"given_by": "host", "kind": "mechanism", "title": "Rehabilitasi berbasis komunitas"}],
    "inspections": [{"site": "Lahan pertanian", "findings": "Dikelola warga binaan.", "program_id": PROGRAM}],
    "action_items": [{"task": "Membahas peluang kerja sama lanjutan", "owner": "guest", "due_on": "2026-01-31"}],
}


class Strict(BaseModel):
    """A body; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class VisitMinutes(Strict):
    """The minutes of a visit. `held` is its day as reported, by ISO 8601-2 (EDTF), such as `XXXX-11-28`."""

    held: Edtf | None = None
    as_written: ShortText | None = None
    started_at: ClockTime | None = None
    attendance: Annotated[tuple[VisitAttendance, ...], Field(max_length=100)] = ()
    exchanged: Annotated[tuple[Exchange, ...], Field(max_length=100)] = ()
    inspections: Annotated[tuple[Inspection, ...], Field(max_length=50)] = ()
    action_items: Annotated[tuple[NewTask, ...], Field(max_length=50)] = ()

    def minutes(self) -> Minutes:
        """The minutes as the command takes them."""
        return Minutes(
            edtf=self.held,
            as_written=self.as_written,
            started_at=self.started_at,
            attendance=self.attendance,
            exchanged=self.exchanged,
            inspections=self.inspections,
            tasks=self.action_items,
        )


class VisitReceipt(BaseModel):
    """The state and the version of a visit after a change."""

    id: UUID
    state: VisitState
    version: int


def receipt(visit: Visit) -> Created[VisitReceipt]:
    """The answer to a change of a visit."""
    return Created(
        VisitReceipt(id=visit.id, state=visit.state, version=visit.version), visit.version, f"/visits/{visit.id}"
    )
