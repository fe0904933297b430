"""GET, POST /templat/{kind}/bawaan"""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.texts.commands import RestoreTemplate, restore_template
from services.agreements.texts.model.kinds import TextKind
from services.agreements.texts.queries.templates import ShowTemplate, show_template
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Restoration(BaseModel):
    """Why the shipped template is put in use again."""

    reason: Paragraph


@router.get("/templat/{kind}/bawaan")
async def show_restoring(work: CurrentWork, screen: CurrentScreen, kind: TextKind) -> Response:
    """The form."""
    return screen.show("restoring.html.j2", kept=await show_template(work, ShowTemplate(kind)))


@router.post("/templat/{kind}/bawaan")
async def restore(
    work: CurrentWork,
    screen: CurrentScreen,
    kind: TextKind,
    *,
    expected_version: ExpectedVersion,
    form: Annotated[Restoration, form_of(Restoration)],
) -> Response:
    """Put the shipped template in use again."""
    await restore_template(work, RestoreTemplate(kind, expected_version, form.reason))
    return screen.go(f"/templat/{kind}")
