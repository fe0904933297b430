"""GET, POST /tautan: one notice for whoever holds the secret of its link.

The secret is in the query, because paths stand in logs and in problems, and queries do not.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.notifications.correspondents.commands.links import (
    AnswerByLink,
    OpenLink,
    SeeNotice,
    answer_by_link,
    open_link,
    see_notice,
)
from services.notifications.correspondents.queries import ShowLink, show_link
from shared.console.forms import form_of
from shared.console.page_route import VisitorRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import InvitationAnswer
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork

router = APIRouter(route_class=VisitorRoute)
Secret = Annotated[str, Query(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class LinkStep(BaseModel):
    """What the holder does: opens the link, says that the notice was seen, or answers the invitation that it is."""

    step: Literal["open", "seen", "answer"]
    answer: InvitationAnswer | None = Field(None, validate_default=True)
    deputy: ShortText | None = None

    @field_validator("answer")
    @classmethod
    def _of_answering(cls, value: InvitationAnswer | None, info: ValidationInfo) -> InvitationAnswer | None:
        if value is None and info.data.get("step") == "answer":
            raise PydanticCustomError("missing", "an answer is needed")
        return value


@router.get("/tautan")
async def show(work: CurrentWork, screen: CurrentScreen, kunci: Secret) -> Response:
    """The notice, once the link was opened; before, for whom it is."""
    return screen.show("link.html.j2", shown=await show_link(work, ShowLink(kunci)), secret=kunci)


@router.post("/tautan")
async def step(
    work: CurrentWork, screen: CurrentScreen, kunci: Secret, form: Annotated[LinkStep, form_of(LinkStep)]
) -> Response:
    """Open the link, mark its notice as seen, or answer it."""
    if form.step == "open":
        await open_link(work, OpenLink(kunci))
    elif form.answer is not None:
        await answer_by_link(work, AnswerByLink(kunci, form.answer, form.deputy))
    else:
        await see_notice(work, SeeNotice(kunci))
    return screen.go(f"/tautan?kunci={kunci}", saved=form.step != "open")
