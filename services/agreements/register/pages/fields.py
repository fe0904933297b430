"""GET /bidang
GET, POST /bidang/baru
"""

from typing import Annotated

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.agreements.register.commands.fields import AddField, add_field
from services.agreements.register.model.fields import FieldCode, NewField, code_of
from services.agreements.register.queries.fields import ListFields, list_fields, may_add_field
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.values.texts import Text
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


def _with_letters(name: str) -> str:
    if not code_of(name):
        raise PydanticCustomError("fault_other", "a name has letters from a to z")
    return name


class AddedField(BaseModel):
    """A field by its names; its code is made of the English one."""

    name_indonesian: ShortText
    name_english: Annotated[ShortText, AfterValidator(_with_letters)]
    parent_field: FieldCode | None = None

    def command(self) -> AddField:
        """The command that this form asks for."""
        name = Text(self.name_indonesian, self.name_english)
        return AddField(NewField(code=code_of(name.en), parent=self.parent_field, name=name))


@router.get("/bidang")
async def show_fields(work: CurrentWork, screen: CurrentScreen) -> Response:
    """The tree of fields in force, each field with its agreements."""
    tree = await list_fields(work, ListFields())
    return screen.show("fields.html.j2", tree=tree, may_add=may_add_field(work))


@router.get("/bidang/baru")
async def show_new_field(work: CurrentWork, screen: CurrentScreen) -> Response:
    """The form."""
    tree = await list_fields(work, ListFields())
    return screen.show("new_field.html.j2", tree=tree, may_add=may_add_field(work))


@router.post("/bidang/baru")
async def add(work: CurrentWork, screen: CurrentScreen, form: Annotated[AddedField, form_of(AddedField)]) -> Response:
    """Add the field to the tree."""
    await add_field(work, form.command())
    return screen.go("/bidang")
