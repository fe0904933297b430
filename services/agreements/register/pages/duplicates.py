"""GET /mitra/serupa
GET, POST /mitra/serupa/{id}
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.register.commands.duplicates import DismissDuplicate, dismiss_duplicate
from services.agreements.register.queries.duplicates import (
    ListDuplicates,
    ShowDuplicate,
    list_duplicates,
    show_duplicate,
)
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class Dismissal(BaseModel):
    """Why the two are different."""

    reason: Paragraph


@router.get("/mitra/serupa")
async def show_duplicates(work: CurrentWork, screen: CurrentScreen, page: ScreenParameters) -> Response:
    """The pairs whose names are similar, each with the steps that decide."""
    return screen.show("duplicates.html.j2", found=await list_duplicates(work, ListDuplicates(None, page)))


@router.get("/mitra/serupa/{duplicate_id}")
async def show_pair(work: CurrentWork, screen: CurrentScreen, duplicate_id: UUID) -> Response:
    """One pair, and the form that keeps the two apart."""
    return screen.show("pair.html.j2", pair=await show_duplicate(work, ShowDuplicate(duplicate_id)))


@router.post("/mitra/serupa/{duplicate_id}")
async def dismiss(
    work: CurrentWork, screen: CurrentScreen, duplicate_id: UUID, form: Annotated[Dismissal, form_of(Dismissal)]
) -> Response:
    """Record that the two are different."""
    await dismiss_duplicate(work, DismissDuplicate(duplicate_id, form.reason))
    return screen.go("/mitra/serupa")
