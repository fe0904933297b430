"""GET /bidang
GET, POST /bidang/baru
GET, POST /bidang/{field}/nama
GET, POST /bidang/{field}/penutupan
"""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import AfterValidator, BaseModel
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.agreements.register.commands.fields import (
    AddField,
    CloseField,
    RenameField,
    add_field,
    close_field,
    rename_field,
)
from services.agreements.register.model.fields import FIELD_CODE, FieldCode, NewField, code_of
from services.agreements.register.queries.fields import ListFields, list_fields, may_add_field
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.values.texts import Text
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
FieldInPath = Annotated[str, Path(pattern=FIELD_CODE)]


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


class RenamedField(BaseModel):
    """The names of a field in both languages."""

    name_indonesian: ShortText
    name_english: ShortText


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


@router.get("/bidang/{field}/nama")
async def show_renaming(work: CurrentWork, screen: CurrentScreen, field: FieldInPath) -> Response:
    """The form with the names that the field has."""
    tree = await list_fields(work, ListFields())
    return screen.show("renaming_field.html.j2", tree=tree, node=tree.find(field)[0], may_add=may_add_field(work))


@router.post("/bidang/{field}/nama")
async def rename(
    work: CurrentWork,
    screen: CurrentScreen,
    field: FieldInPath,
    expected_version: ExpectedVersion,
    form: Annotated[RenamedField, form_of(RenamedField)],
) -> Response:
    """Rename the field."""
    name = Text(form.name_indonesian, form.name_english)
    await rename_field(work, RenameField(field, expected_version, name))
    return screen.go("/bidang")


@router.get("/bidang/{field}/penutupan")
async def show_closing(work: CurrentWork, screen: CurrentScreen, field: FieldInPath) -> Response:
    """The button."""
    tree = await list_fields(work, ListFields())
    return screen.show("closing_field.html.j2", tree=tree, node=tree.find(field)[0], may_add=may_add_field(work))


@router.post("/bidang/{field}/penutupan")
async def close(
    work: CurrentWork, screen: CurrentScreen, field: FieldInPath, expected_version: ExpectedVersion
) -> Response:
    """Close the field."""
    await close_field(work, CloseField(field, expected_version))
    return screen.go("/bidang")
