"""GET /fields
POST /fields
"""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.agreements.register.commands.fields import AddField, add_field
from services.agreements.register.model.fields import FieldCode, FieldTree, NewField
from services.agreements.register.queries import fields
from shared.values.inputs import ShortText
from shared.values.texts import Text
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Created

router = APIRouter(route_class=WorkRoute, tags=["register"])


class FieldName(BaseModel):
    """The name of a field in both languages."""

    model_config = ConfigDict(extra="forbid")

    id: ShortText
    en: ShortText


class AddedField(BaseModel):
    """A field under `parent`, or at the top without one."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"code": "beekeeping", "parent": "livestock", "name": {"id": "Perlebahan", "en": "Beekeeping"}}
            ]
        },
    )

    code: FieldCode
    parent: FieldCode | None = None
    name: FieldName

    def command(self) -> AddField:
        """The command that this body asks for."""
        return AddField(NewField(code=self.code, parent=self.parent, name=Text(self.name.id, self.name.en)))


@router.get("/fields", summary="Bidang kerja sama / list fields of cooperation")
async def list_fields(work: CurrentWork) -> FieldTree:
    """The tree of fields from which scope items choose."""
    return await fields.list_fields(work, fields.ListFields())


@router.post("/fields", summary="Tambah bidang kerja sama / add a field of cooperation")
async def add(work: CurrentWork, body: AddedField) -> Created[FieldTree]:
    """Add a field to the tree. The answer is the tree in its next version; fields are never removed by command."""
    tree = await add_field(work, body.command())
    return Created(tree, tree.version, "/fields")
