"""GET, POST /seremoni/{id}/penutupan"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.agreements.ceremonies.commands.closing import CloseCeremony, close_ceremony
from services.agreements.ceremonies.queries.showing import ShowCeremony, show_ceremony
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class ClosingFields(BaseModel):
    """The signed papers as they were counted by hand."""

    papers_counted: int = Field(ge=0, le=1_000)
    papers_note: Paragraph | None = None


@router.get("/seremoni/{ceremony_id}/penutupan")
async def show_closing(work: CurrentWork, screen: CurrentScreen, ceremony_id: UUID) -> Response:
    """The counts so far, the agreements without a result, and the form."""
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    awaited = [each for each in ceremony.agreements if each.outcome is None]
    return screen.show("closing.html.j2", ceremony=ceremony, awaited=awaited)


@router.post("/seremoni/{ceremony_id}/penutupan")
async def close(
    work: CurrentWork,
    screen: CurrentScreen,
    ceremony_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[ClosingFields, form_of(ClosingFields)],
) -> Response:
    """Close the desks."""
    await close_ceremony(work, CloseCeremony(ceremony_id, expected_version, form.papers_counted, form.papers_note))
    return screen.go(f"/seremoni/{ceremony_id}")
