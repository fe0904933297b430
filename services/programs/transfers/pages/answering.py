"""GET /pindahan/{id}
GET, POST /pindahan/{id}/penerimaan
GET, POST /pindahan/{id}/penolakan
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.programs.program.queries.steps import may_run
from services.programs.transfers.commands.answering import (
    AcceptTransfer,
    DeclineTransfer,
    accept_transfer,
    decline_transfer,
)
from services.programs.transfers.model.transfer import TransferDeclineReason
from services.programs.transfers.queries import ShowTransfer, show_transfer
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen, Screen
from shared.web.edge import CurrentSettings, CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Acceptance(BaseModel):
    """The reference by which the facility knows the participant."""

    participant_ref: str = Field(max_length=40)


class Refusal(BaseModel):
    """Why the enrolment is not continued."""

    transfer_reason: TransferDeclineReason


@router.get("/pindahan/{transfer_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, transfer_id: UUID) -> Response:
    """A transfer with the program that was left, its answer, and the next steps."""
    return await _show(work, screen, transfer_id, "showing.html.j2")


@router.get("/pindahan/{transfer_id}/penerimaan")
async def show_accepting(work: CurrentWork, screen: CurrentScreen, transfer_id: UUID) -> Response:
    """The form with the facility's own reference."""
    return await _show(work, screen, transfer_id, "accepting.html.j2")


@router.post("/pindahan/{transfer_id}/penerimaan")
async def accept(
    work: CurrentWork,
    screen: CurrentScreen,
    transfer_id: UUID,
    form: Annotated[Acceptance, form_of(Acceptance)],
    *,
    settings: CurrentSettings,
    expected_version: ExpectedVersion,
) -> Response:
    """Accept the transfer."""
    await accept_transfer(work, AcceptTransfer(transfer_id, expected_version, form.participant_ref.strip(), settings))
    return screen.go(f"/pindahan/{transfer_id}")


@router.get("/pindahan/{transfer_id}/penolakan")
async def show_declining(work: CurrentWork, screen: CurrentScreen, transfer_id: UUID) -> Response:
    """The form with the reason."""
    return await _show(work, screen, transfer_id, "declining.html.j2")


@router.post("/pindahan/{transfer_id}/penolakan")
async def decline(
    work: CurrentWork,
    screen: CurrentScreen,
    transfer_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Refusal, form_of(Refusal)],
) -> Response:
    """Decline the transfer."""
    await decline_transfer(work, DeclineTransfer(transfer_id, expected_version, form.transfer_reason))
    return screen.go(f"/pindahan/{transfer_id}")


async def _show(work: Work, screen: Screen, transfer_id: UUID, template: str) -> Response:
    transfer = await show_transfer(work, ShowTransfer(transfer_id))
    answers = transfer.state == "proposed" and may_run(work, transfer.destination)
    reasons = get_args(TransferDeclineReason)
    return screen.show(template, transfer=transfer, answers=answers, reasons=reasons)
