"""Sessions that do not take place.

POST /cohorts/{id}/cancellations
POST /programs/{id}/cancellations
GET /programs/{id}/cancellations
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.programs.sessions.commands import cancelling
from services.programs.sessions.model.reported import Instructor
from services.programs.sessions.model.session import Cancellation
from services.programs.sessions.queries import cancellations
from shared.values.cooperation import SessionCanceller
from shared.values.inputs import ShortText
from shared.values.terms import Day
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Created

router = APIRouter(route_class=WorkRoute, tags=["sessions"])

CANCELLATION: dict[str, Any] = {
    "planned_on": "2026-03-18",
    "topic": "Pengomposan",
    "cancelled_by": "partner",
    "instructors": [{"id": "0198c1f0-0000-7000-8000-000000000001", "name": "Dinas Lingkungan Hidup"}],
}
UNCHANGING = 1
"""The version of a cancelled session, which never changes."""


class NewCancellation(BaseModel):
    """A planned session that does not take place, and who or what prevented it.

    `owed_for` names the scope items that it would have fulfilled. Without it, these are found as for a session that is
    held.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [CANCELLATION]})

    planned_on: Day
    topic: ShortText
    cancelled_by: SessionCanceller
    instructors: Annotated[list[Instructor], Field(max_length=20)] = []
    owed_for: Annotated[list[UUID], Field(max_length=50)] | None = None

    def planned(self) -> cancelling.PlannedSession:
        """The session that was planned."""
        return cancelling.PlannedSession(
            planned_on=self.planned_on,
            topic=self.topic,
            cancelled_by=self.cancelled_by,
            instructors=tuple(each.organisation() for each in self.instructors),
            owed_for=None if self.owed_for is None else frozenset(self.owed_for),
        )


class CancellationReceipt(BaseModel):
    """The session that was cancelled, and the scope items that it would have fulfilled."""

    id: UUID
    owed_for: list[UUID]


@router.post("/cohorts/{cohort_id}/cancellations", summary="Catat pembatalan pertemuan / record a cancelled session")
async def cancel_session(work: CurrentWork, cohort_id: UUID, body: NewCancellation) -> Created[CancellationReceipt]:
    """Record a session of a cohort that does not take place; its day may still come."""
    return _created(await cancelling.cancel_session(work, cancelling.CancelSession(cohort_id, body.planned())))


@router.post(
    "/programs/{program_id}/cancellations",
    summary="Catat pembatalan pertemuan terbuka / record a cancelled open session",
)
async def cancel_open_session(
    work: CurrentWork, program_id: UUID, body: NewCancellation
) -> Created[CancellationReceipt]:
    """Record an open session that does not take place; its day may still come."""
    return _created(
        await cancelling.cancel_open_session(work, cancelling.CancelOpenSession(program_id, body.planned()))
    )


@router.get(
    "/programs/{program_id}/cancellations", summary="Daftar pertemuan yang dibatalkan / list cancelled sessions"
)
async def list_cancellations(
    work: CurrentWork, program_id: UUID, page: PageParameters
) -> Page[cancellations.CancelledSession]:
    """The cancelled sessions of a program, the latest first."""
    return await cancellations.list_cancellations(work, cancellations.ListCancellations(program_id, page))


def _created(cancellation: Cancellation) -> Created[CancellationReceipt]:
    receipt = CancellationReceipt(id=cancellation.id, owed_for=[each.scope_item_id for each in cancellation.owed_for])
    return Created(receipt, UNCHANGING, f"/programs/{cancellation.program_id}/cancellations")
