"""GET /narahubung
GET, POST /narahubung/baru
GET, POST /narahubung/{id}
"""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import Response

from services.notifications.correspondents import queries
from services.notifications.correspondents.commands import keeping, links
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Channel
from shared.values.inputs import ShortText
from shared.web.cursors import PageRequest, ScreenParameters
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
LIST = "/narahubung"


class CorrespondentForm(BaseModel):
    """A new correspondent as it was typed."""

    office: ShortText
    channel: Channel
    address: ShortText
    consent: ShortText | None = None
    valid_until: FormDay | None = None


class CorrespondentStep(BaseModel):
    """A step for the correspondent: it ends, or one of its links does."""

    step: Literal["end", "withdraw"]
    link: UUID | None = None


@router.get("/narahubung")
async def show_all(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, mitra: Annotated[UUID | None, Query()] = None
) -> Response:
    """The correspondents of all partners, or of one."""
    found = await queries.list_correspondents(work, queries.ListCorrespondents(page, mitra))
    return screen.show("correspondents.html.j2", found=found, partner_id=mitra)


@router.get("/narahubung/baru")
async def show_registration(work: CurrentWork, screen: CurrentScreen, mitra: UUID) -> Response:
    """The form for a correspondent of a partner."""
    first = queries.ListCorrespondents(PageRequest(after=None, limit=1), mitra)
    await queries.list_correspondents(work, first)
    return screen.show("registration.html.j2", partner_id=mitra)


@router.post("/narahubung/baru")
async def register(
    work: CurrentWork,
    screen: CurrentScreen,
    mitra: UUID,
    form: Annotated[CorrespondentForm, form_of(CorrespondentForm)],
) -> Response:
    """Register a correspondent."""
    made = await keeping.register_correspondent(work, keeping.RegisterCorrespondent(mitra, **dict(form)))
    return screen.go(f"{LIST}/{made.id}")


@router.get("/narahubung/{correspondent_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, correspondent_id: UUID) -> Response:
    """A correspondent with its links."""
    found = await queries.show_correspondent(work, queries.ShowCorrespondent(correspondent_id))
    return screen.show("correspondent.html.j2", found=found, one=found.correspondent)


@router.post("/narahubung/{correspondent_id}")
async def change(
    work: CurrentWork,
    screen: CurrentScreen,
    correspondent_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[CorrespondentStep, form_of(CorrespondentStep)],
) -> Response:
    """End the correspondent, or withdraw one of its links."""
    if form.link is not None:
        await links.withdraw_link(work, links.WithdrawLink(form.link))
    else:
        await keeping.end_correspondent(work, keeping.EndCorrespondent(correspondent_id, expected_version))
    return screen.go(f"{LIST}/{correspondent_id}")
