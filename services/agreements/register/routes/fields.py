"""GET /fields
POST /fields
POST /fields/{field}/names
POST /fields/{field}/closings
"""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict

from services.agreements.register.commands.fields import (
    AddField,
    CloseField,
    RenameField,
    add_field,
    close_field,
    rename_field,
)
from services.agreements.register.model.fields import FIELD_CODE, FieldCode, FieldTree, NewField
from services.agreements.register.queries import fields
from shared.values.inputs import ShortText
from shared.values.texts import Text
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["register"])
FieldInPath = Annotated[str, Path(pattern=FIELD_CODE, examples=["agriculture"])]


class FieldName(BaseModel):
    """The name of a field in both languages."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"id": "Perlebahan", "en": "Beekeeping"}]}
    )

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
async def list_fields(work: CurrentWork) -> Versioned[FieldTree]:
    """The tree of fields from which scope items choose."""
    tree = await fields.list_fields(work, fields.ListFields())
    return Versioned(tree, tree.version)


@router.post("/fields", summary="Tambah bidang kerja sama / add a field of cooperation")
async def add(work: CurrentWork, body: AddedField) -> Created[FieldTree]:
    """Add a field to the tree. The answer is the tree in its next version."""
    tree = await add_field(work, body.command())
    return Created(tree, tree.version, "/fields")


@router.post("/fields/{field}/names", summary="Ganti nama bidang / rename a field")
async def rename(
    work: CurrentWork, field: FieldInPath, body: FieldName, expected_version: ExpectedVersion
) -> Versioned[FieldTree]:
    """Give a field another name in both languages. Its code, and the agreements that have it, stay as they are."""
    tree = await rename_field(work, RenameField(field, expected_version, Text(body.id, body.en)))
    return Versioned(tree, tree.version)


@router.post("/fields/{field}/closings", summary="Tutup bidang / close a field")
async def close(work: CurrentWork, field: FieldInPath, expected_version: ExpectedVersion) -> Versioned[FieldTree]:
    """Close a field without others under it: it can no longer be chosen. Agreements that have it keep it."""
    tree = await close_field(work, CloseField(field, expected_version))
    return Versioned(tree, tree.version)
