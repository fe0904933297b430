"""GET, POST /proposal/{id}/butir"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.proposals.commands.answering import IncludeProposal, include_proposal
from services.agreements.proposals.queries import (
    ListIncludableItems,
    ShowProposal,
    list_includable_items,
    show_proposal,
)
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class InclusionForm(BaseModel):
    """The scope item that the proposal becomes."""

    scope_item_id: UUID


@router.get("/proposal/{proposal_id}/butir")
async def show_including(work: CurrentWork, screen: CurrentScreen, proposal_id: UUID) -> Response:
    """The scope items of the agreements that concern both units."""
    proposal = await show_proposal(work, ShowProposal(proposal_id))
    return screen.show(
        "including.html.j2",
        proposal=proposal,
        items=await list_includable_items(work, ListIncludableItems(proposal_id)),
    )


@router.post("/proposal/{proposal_id}/butir")
async def include(
    work: CurrentWork,
    screen: CurrentScreen,
    proposal_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[InclusionForm, form_of(InclusionForm)],
) -> Response:
    """Name the scope item."""
    await include_proposal(work, IncludeProposal(proposal_id, expected_version, form.scope_item_id))
    return screen.go(f"/proposal/{proposal_id}")
