"""GET, POST /proposal/baru
GET, POST /proposal/{id}/data
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.agreements.agreement.pages.partner_search import search_in
from services.agreements.proposals.commands.recording import CompleteProposal, Propose, complete_proposal, propose
from services.agreements.proposals.model import ProposalContent
from services.agreements.proposals.pages.choices import new_proposal, record_choices
from services.agreements.proposals.pages.form import NewProposalForm, ProposalForm
from services.agreements.proposals.queries import ShowProposal, show_proposal
from services.agreements.register.model.units import REGION_CODE
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.ids import new_id
from shared.values.reported_days import ReportedDay
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
Chosen = Annotated[list[UUID], Query(max_length=20)]
Region = Annotated[str | None, Query(pattern=REGION_CODE, description="the facilities of this office can be chosen")]


@router.get("/proposal/baru")
async def show_new_proposal(
    work: CurrentWork,
    screen: CurrentScreen,
    *,
    mitra: Chosen = [],  # noqa: B006 -- FastAPI copies it
    wilayah: Region = None,
    rapat: UUID | None = None,
) -> Response:
    """The form, with the search for the partner in it; `rapat` is the meeting in which it was proposed."""
    values = await new_proposal(work, search_in(screen, mitra), wilayah)
    record: dict[str, Any] = {"content": ProposalContent(title=""), "day_parts": None, "as_written": None}
    return screen.show("recording.html.j2", meeting_id=rapat, **record, **values)


@router.post("/proposal/baru")
async def record(
    work: CurrentWork,
    screen: CurrentScreen,
    form: Annotated[NewProposalForm, form_of(NewProposalForm)],
    *,
    mitra: Chosen = [],  # noqa: B006 -- of the page, which is shown again if the form is refused
    wilayah: Region = None,
    rapat: UUID | None = None,
) -> Response:
    """Record the proposal."""
    id_, day = new_id(), (form.proposed, form.as_written, form.weekday)
    command = Propose(id_, form.proposal_kind, form.made_by, form.made_to, form.content(), rapat, *day)
    return screen.after(f"/proposal/{id_}", await propose(work, command))


@router.get("/proposal/{proposal_id}/data")
async def show_record(work: CurrentWork, screen: CurrentScreen, proposal_id: UUID) -> Response:
    """The record as it is, to be completed."""
    proposal = await show_proposal(work, ShowProposal(proposal_id))
    record: dict[str, Any] = {
        "content": proposal.content,
        "day_parts": _day_parts(proposal.proposed),
        "as_written": proposal.proposed.as_written,
    }
    return screen.show("completing.html.j2", proposal=proposal, **record, **await record_choices(work))


@router.post("/proposal/{proposal_id}/data")
async def complete(
    work: CurrentWork,
    screen: CurrentScreen,
    proposal_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[ProposalForm, form_of(ProposalForm)],
) -> Response:
    """Complete the record."""
    day = (form.proposed, form.as_written, form.weekday)
    _, cautions = await complete_proposal(work, CompleteProposal(proposal_id, expected_version, form.content(), *day))
    return screen.after(f"/proposal/{proposal_id}", cautions)


def _day_parts(day: ReportedDay) -> dict[str, str | None]:
    """The three fields of a reported day; an unknown part is empty."""
    parts = zip(("year", "month", "day"), [*(day.edtf or "").split("-"), "", ""], strict=False)
    return {name: part if part.isdecimal() else None for name, part in parts}
