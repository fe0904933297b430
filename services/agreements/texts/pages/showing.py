"""GET, POST /templat/{kind}"""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.texts.commands import ChangeTemplate, change_template
from services.agreements.texts.model.kinds import TextKind
from services.agreements.texts.model.vocabulary import placeholders
from services.agreements.texts.queries.templates import ShowTemplate, show_template
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.console.small_files import SmallFile, file_of
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class NewTemplate(BaseModel):
    """Why the template is changed; the file is a field of its own."""

    reason: Paragraph


@router.get("/templat/{kind}")
async def show_one(work: CurrentWork, screen: CurrentScreen, kind: TextKind) -> Response:
    """The template with its changes, the form for a new one, and the names that it may use."""
    template = await show_template(work, ShowTemplate(kind))
    return screen.show("showing.html.j2", kept=template, placeholders=placeholders(kind))


@router.post("/templat/{kind}")
async def change(
    work: CurrentWork,
    screen: CurrentScreen,
    kind: TextKind,
    *,
    expected_version: ExpectedVersion,
    form: Annotated[NewTemplate, form_of(NewTemplate)],
    file: Annotated[SmallFile, file_of("template_file")],
) -> Response:
    """Put the new template in use."""
    await change_template(work, ChangeTemplate(kind, expected_version, file.name, file.content, form.reason))
    return screen.go(f"/templat/{kind}")
