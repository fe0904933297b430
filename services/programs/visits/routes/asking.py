"""Requesting a visit, answering the request, calling it off.

POST /visits
POST /visits/{id}/answers
POST /visits/{id}/cancellations
"""

from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import ConfigDict, Field, model_validator

from services.programs.visits.commands import asking
from services.programs.visits.model.parts import Programs
from services.programs.visits.model.visit import Cancellation, Visit, VisitTarget
from services.programs.visits.routes.bodies import FACILITY, GUEST, PROGRAM, Strict, VisitReceipt, receipt
from shared.access import Work
from shared.values.cooperation import VisitCancelReason, VisitDeclineReason, VisitSide
from shared.values.inputs import ShortText
from shared.values.terms import ClockTime, Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created

router = APIRouter(route_class=WorkRoute, tags=["visits"])


class NewVisit(Strict):
    """A visit that the guest asks for; without `planned_on` the host chooses the day."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "host_id": FACILITY,
                    "guest_id": GUEST,
                    "topics": ["Program rehabilitasi", "Program ketahanan pangan"],
                    "planned_on": "2025-11-28",
                    "starts_at": "09:00",
                    "letter": "CONTOH-UM.01.01-112",
                }
            ]
        }
    )

    host_id: UUID
    guest_id: UUID
    topics: Annotated[tuple[ShortText, ...], Field(min_length=1, max_length=20)]
    planned_on: Day | None = None
    starts_at: ClockTime | None = None
    letter: ShortText | None = None


class VisitAnswer(Strict):
    """The host agrees, with a day and its programs for each topic in their order; or declines with a reason."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"answer": "agreed", "planned_on": "2025-11-28", "starts_at": "09:00", "programs": [[PROGRAM], []]},
                {"answer": "declined", "reason": "schedule"},
            ]
        }
    )

    answer: Literal["agreed", "declined"]
    planned_on: Day | None = None
    starts_at: ClockTime | None = None
    programs: Annotated[tuple[Programs, ...], Field(max_length=20)] = ()
    reason: VisitDeclineReason | None = None

    @model_validator(mode="after")
    def _day_or_reason(self) -> Self:
        if (self.answer == "agreed") != (self.planned_on is not None):
            raise ValueError("give planned_on if the visit is agreed, and only then")
        if (self.answer == "declined") != (self.reason is not None):
            raise ValueError("give reason if the visit is declined, and only then")
        return self


class VisitCancellation(Strict):
    """Which side called the visit off, on which day, and why."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"cancelled_by": "guest", "cancelled_on": "2025-11-20", "reason": "no_funding"}]
        }
    )

    cancelled_by: VisitSide
    cancelled_on: Day
    reason: VisitCancelReason


@router.post("/visits", summary="Minta kunjungan belajar / request a study visit")
async def request_visit(work: CurrentWork, body: NewVisit) -> Created[VisitReceipt]:
    """Ask another facility to receive a visit of the caller's facility."""
    target = VisitTarget(body.host_id, body.guest_id)
    command = asking.RequestVisit(target, body.topics, body.planned_on, body.starts_at, body.letter)
    return receipt(await asking.request_visit(work, command))


@router.post("/visits/{visit_id}/answers", summary="Jawab permintaan kunjungan / answer a request for a visit")
async def answer_visit(
    work: CurrentWork, visit_id: UUID, body: VisitAnswer, expected_version: ExpectedVersion
) -> Created[VisitReceipt]:
    """Agree to a day and bind each topic to programs of the host, or decline."""
    return receipt(await _answered(work, visit_id, body, expected_version))


@router.post("/visits/{visit_id}/cancellations", summary="Batalkan kunjungan / call a visit off")
async def cancel_visit(
    work: CurrentWork, visit_id: UUID, body: VisitCancellation, expected_version: ExpectedVersion
) -> Created[VisitReceipt]:
    """Call a visit off that was requested or agreed; either side records it."""
    cancellation = Cancellation(body.cancelled_by, body.cancelled_on, body.reason)
    return receipt(await asking.cancel_visit(work, asking.CancelVisit(visit_id, expected_version, cancellation)))


async def _answered(work: Work, visit_id: UUID, body: VisitAnswer, version: int) -> Visit:
    if body.reason is not None:
        return await asking.decline_visit(work, asking.DeclineVisit(visit_id, version, body.reason))
    if body.planned_on is None:
        raise AssertionError("an answer that agrees has a day")
    command = asking.AgreeToVisit(visit_id, version, body.planned_on, body.starts_at, body.programs)
    return await asking.agree_to_visit(work, command)
