"""GET, POST /cara-dihubungi/ditolak/{way_id}: an address that its server does not know, for keepers."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.notifications.contacts.commands.refused import (
    AffirmRefusedWay,
    ReplaceRefusedWay,
    affirm_refused_way,
    replace_refused_way,
)
from services.notifications.contacts.queries import ShowRefusedWay, show_refused_way
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class RefusedForm(BaseModel):
    """The address is replaced by another one, or is right."""

    settled: Literal["replaced", "right"]
    address: ShortText | None = Field(None, validate_default=True)

    @field_validator("address")
    @classmethod
    def _of_a_replacement(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("settled") == "replaced":
            raise PydanticCustomError("missing", "the other address is needed")
        return value


@router.get("/cara-dihubungi/ditolak/{way_id}")
async def show(work: CurrentWork, screen: CurrentScreen, way_id: UUID) -> Response:
    """Whose address was refused, and the form to settle it."""
    return screen.show("refused.html.j2", way=await show_refused_way(work, ShowRefusedWay(way_id)))


@router.post("/cara-dihubungi/ditolak/{way_id}")
async def settle(
    work: CurrentWork, screen: CurrentScreen, way_id: UUID, form: Annotated[RefusedForm, form_of(RefusedForm)]
) -> Response:
    """Replace the address, or state that it is right."""
    if form.settled == "replaced" and form.address is not None:
        await replace_refused_way(work, ReplaceRefusedWay(way_id, form.address))
    else:
        await affirm_refused_way(work, AffirmRefusedWay(way_id))
    return screen.go(f"/cara-dihubungi/ditolak/{way_id}")
