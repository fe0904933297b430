"""GET /kewajiban/{id}
GET, POST /kewajiban/{id}/pemenuhan
GET, POST /kewajiban/{id}/permintaan
GET, POST /kewajiban/{id}/pembebasan
GET, POST /kewajiban/{id}/pengakhiran
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.obligations.commands.agreeing import EndObligation, end_obligation
from services.agreements.obligations.commands.delivering import (
    RecordDelivery,
    RequestDue,
    WaiveDue,
    record_delivery,
    request_due,
    waive_due,
)
from services.agreements.obligations.model.promises import LARGEST_QUANTITY
from services.agreements.obligations.queries.showing import (
    DueDetails,
    ObligationDetails,
    ShowObligation,
    show_obligation,
)
from shared.access import Work
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen, Screen
from shared.values.inputs import Paragraph, ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
Quantity = Annotated[int, Field(ge=1, le=LARGEST_QUANTITY)]


class DeliveryForm(BaseModel):
    """A delivery for a due."""

    due_id: UUID
    quantity: Quantity
    delivered_on: FormDay
    evidence: ShortText


class RequestForm(BaseModel):
    """A request until a day."""

    due_on: FormDay
    quantity: Quantity | None = None


class WaiverForm(BaseModel):
    """The due that is waived."""

    due_id: UUID
    reason: Paragraph


class EndingForm(BaseModel):
    """The last day of an obligation."""

    ended_on: FormDay
    reason: Paragraph


@router.get("/kewajiban/{obligation_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, obligation_id: UUID) -> Response:
    """The obligation with its dues and deliveries, and the steps that the reader may take."""
    obligation = await show_obligation(work, ShowObligation(obligation_id))
    return await _show(work, screen, "showing.html.j2", obligation, steps=await _steps(work, obligation))


@router.get("/kewajiban/{obligation_id}/pemenuhan")
async def show_delivery(work: CurrentWork, screen: CurrentScreen, obligation_id: UUID) -> Response:
    """The dues that something is owed for, and the form."""
    obligation = await show_obligation(work, ShowObligation(obligation_id))
    return await _show(work, screen, "delivering.html.j2", obligation, dues=_open_dues(obligation))


@router.post("/kewajiban/{obligation_id}/pemenuhan")
async def deliver(
    work: CurrentWork,
    screen: CurrentScreen,
    obligation_id: UUID,
    form: Annotated[DeliveryForm, form_of(DeliveryForm)],
) -> Response:
    """Record a delivery."""
    await record_delivery(work, RecordDelivery(obligation_id, **dict(form)))
    return screen.go(f"/kewajiban/{obligation_id}")


@router.get("/kewajiban/{obligation_id}/permintaan")
async def show_request(work: CurrentWork, screen: CurrentScreen, obligation_id: UUID) -> Response:
    """The form."""
    return await _show(work, screen, "requesting.html.j2", await show_obligation(work, ShowObligation(obligation_id)))


@router.post("/kewajiban/{obligation_id}/permintaan")
async def request(
    work: CurrentWork,
    screen: CurrentScreen,
    obligation_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[RequestForm, form_of(RequestForm)],
) -> Response:
    """Ask for something until a day."""
    await request_due(work, RequestDue(obligation_id, expected_version, form.due_on, form.quantity))
    return screen.go(f"/kewajiban/{obligation_id}")


@router.get("/kewajiban/{obligation_id}/pembebasan")
async def show_waiver(work: CurrentWork, screen: CurrentScreen, obligation_id: UUID) -> Response:
    """The dues that something is owed for, and the form."""
    obligation = await show_obligation(work, ShowObligation(obligation_id))
    return await _show(work, screen, "waiving.html.j2", obligation, dues=_open_dues(obligation))


@router.post("/kewajiban/{obligation_id}/pembebasan")
async def waive(
    work: CurrentWork,
    screen: CurrentScreen,
    obligation_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[WaiverForm, form_of(WaiverForm)],
) -> Response:
    """Waive a due."""
    await waive_due(work, WaiveDue(obligation_id, expected_version, form.due_id, form.reason))
    return screen.go(f"/kewajiban/{obligation_id}")


@router.get("/kewajiban/{obligation_id}/pengakhiran")
async def show_ending(work: CurrentWork, screen: CurrentScreen, obligation_id: UUID) -> Response:
    """The form."""
    return await _show(work, screen, "ending.html.j2", await show_obligation(work, ShowObligation(obligation_id)))


@router.post("/kewajiban/{obligation_id}/pengakhiran")
async def end(
    work: CurrentWork,
    screen: CurrentScreen,
    obligation_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[EndingForm, form_of(EndingForm)],
) -> Response:
    """End the obligation with a day."""
    await end_obligation(work, EndObligation(obligation_id, expected_version, form.ended_on, form.reason))
    return screen.go(f"/kewajiban/{obligation_id}")


async def _show(work: Work, screen: Screen, template: str, obligation: ObligationDetails, **values: Any) -> Response:
    agreement = await show_agreement(work, ShowAgreement(obligation.agreement_id))
    return screen.show(template, obligation=obligation, agreement=agreement, **values)


async def _steps(work: Work, obligation: ObligationDetails) -> list[tuple[str, str]]:
    """The word and the address of each step, the most usual first."""
    about, found = ShowObligation(obligation.id), []
    owed = bool(_open_dues(obligation))
    if owed and await record_delivery.permits(work, about):
        found.append(("record_delivery", "pemenuhan"))
    keeps = await end_obligation.permits(work, about)
    if keeps and obligation.ended_on is None and obligation.schedule in ("on_request", "per_cohort"):
        found.append(("request_due", "permintaan"))
    if keeps and owed:
        found.append(("waive_due", "pembebasan"))
    if keeps and obligation.ended_on is None:
        found.append(("end_obligation", "pengakhiran"))
    return found


def _open_dues(obligation: ObligationDetails) -> list[tuple[UUID, DueDetails]]:
    return [(each.id, each) for each in obligation.dues if each.state in ("waiting", "overdue")]
