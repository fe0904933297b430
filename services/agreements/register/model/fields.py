"""The fields of cooperation: a tree with a version. A field that a newer tree leaves out can no longer be chosen."""

from collections.abc import Collection, Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from shared.values.refusals import Invalid
from shared.values.texts import Text

FIELD_CODE = r"^[a-z][a-z_]{0,49}$"
FieldCode = Annotated[str, StringConstraints(pattern=FIELD_CODE)]


class FieldUnknown(Invalid):
    """A field is not in the newest tree."""

    title = Text("Bidang tidak dikenal", "Unknown field")
    detail = Text(
        "Bidang {codes} tidak ada dalam daftar yang berlaku. Lihat /fields.",
        "The fields {codes} are not in the list in force. See /fields.",
    )


class FieldNode(BaseModel):
    """One field with its name in both languages, and the fields under it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: FieldCode
    name: Text
    children: tuple["FieldNode", ...] = ()

    def walk(self, parent: str | None = None) -> Iterator[tuple["FieldNode", str | None]]:
        """This field and all under it, each with the code of the one above."""
        yield self, parent
        for child in self.children:
            yield from child.walk(self.code)


class FieldTree(BaseModel):
    """All fields of one version."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = Field(ge=1)
    fields: tuple[FieldNode, ...]

    @model_validator(mode="after")
    def _codes_are_unique(self) -> "FieldTree":
        codes = [node.code for node, _ in self.walk()]
        if len(codes) != len(set(codes)):
            raise ValueError("the tree has a code twice")
        return self

    def walk(self) -> Iterator[tuple[FieldNode, str | None]]:
        """All fields, each after the one above it, with that one's code."""
        for field in self.fields:
            yield from field.walk()


def require_known(codes: Collection[str], known: Collection[str]) -> None:
    """Raise `FieldUnknown` unless all `codes` are among the `known` ones."""
    unknown = sorted(set(codes) - set(known))
    if unknown:
        raise FieldUnknown(codes=unknown)
