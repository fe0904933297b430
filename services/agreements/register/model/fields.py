"""The fields of cooperation: a tree with a version. A field that a newer tree leaves out can no longer be chosen."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from shared.values.inputs import letters_and_digits
from shared.values.refusals import Conflict, Invalid, NotFound
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


class FieldNotFound(NotFound):
    """The tree in force has no field with the code in the URL."""

    title = Text("Bidang tidak ditemukan", "Field not found")
    detail = Text("Tidak ada bidang {code} dalam daftar yang berlaku.", "The list in force has no field {code}.")


class FieldHasOthersBelow(Conflict):
    """Fields under a field are in force, so it cannot be closed before them."""

    title = Text("Masih ada bidang di bawahnya", "Field has others below")
    detail = Text("Tutup dahulu bidang di bawahnya: {names}.", "Close the fields under it first: {names}.")


class FieldKnown(Conflict):
    """The tree has a field with this code, or one of the same name in the same place."""

    title = Text("Bidang sudah ada", "Field already there")
    detail = Text(
        'Bidang "{name}" sudah ada. Gunakan bidang itu.', 'The field "{name}" is there already. Use that one.'
    )

    def members(self) -> dict[str, Any]:
        """The code of the field that is there."""
        return {"code": self.values["code"]}


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

    @classmethod
    def of_rows(cls, rows: Iterable[Mapping[str, Any]]) -> "FieldTree":
        """The tree of the rows of one version, in their order."""
        below: dict[str | None, list[Mapping[str, Any]]] = {}
        for row in rows:
            below.setdefault(row["parent"], []).append(row)

        def under(parent: str | None) -> tuple[FieldNode, ...]:
            return tuple(
                FieldNode(
                    code=row["code"],
                    name=Text(row["name_indonesian"], row["name_english"]),
                    children=under(row["code"]),
                )
                for row in below.get(parent, ())
            )

        version = next((row["version"] for each in below.values() for row in each), 1)
        return cls(version=version, fields=under(None))

    def walk(self) -> Iterator[tuple[FieldNode, str | None]]:
        """All fields, each after the one above it, with that one's code."""
        for field in self.fields:
            yield from field.walk()

    def find(self, code: str) -> tuple[FieldNode, str | None]:
        """A field, with the code of the one above it. Raises `FieldNotFound`."""
        found = next(((node, parent) for node, parent in self.walk() if node.code == code), None)
        if found is None:
            raise FieldNotFound(code=code)
        return found

    def require_name(self, code: str, name: Text) -> None:
        """Raise `FieldNotFound`, or `FieldKnown` if another field in the same place has this name."""
        _, parent = self.find(code)
        for node, above in self.walk():
            if node.code != code and above == parent and _same(node.name, name):
                raise FieldKnown(name=node.name, code=node.code)

    def require_closable(self, code: str) -> None:
        """Raise `FieldNotFound` or `FieldHasOthersBelow`."""
        node, _ = self.find(code)
        if node.children:
            raise FieldHasOthersBelow(names=[child.name for child in node.children])


class NewField(BaseModel):
    """A field that is added to the tree, directly under `parent` or at the top."""

    model_config = ConfigDict(frozen=True)

    code: FieldCode
    parent: FieldCode | None = None
    name: Text

    def require_new(self, tree: FieldTree) -> None:
        """Raise `FieldUnknown` for the parent, or `FieldKnown`."""
        known = {node.code: (node, parent) for node, parent in tree.walk()}
        if self.parent is not None:
            require_known([self.parent], known)
        for node, parent in known.values():
            if node.code == self.code or (parent == self.parent and _same(node.name, self.name)):
                raise FieldKnown(name=node.name, code=node.code)


def _same(name: Text, other: Text) -> bool:
    return letters_and_digits(name.id) == letters_and_digits(other.id)


def code_of(name: str) -> str:
    """A code for a field of this English name; empty if the name has no letters from a to z."""
    return "_".join(re.findall(r"[a-z]+", name.lower()))[:50].rstrip("_")


def require_known(codes: Collection[str], known: Collection[str]) -> None:
    """Raise `FieldUnknown` unless all `codes` are among the `known` ones."""
    unknown = sorted(set(codes) - set(known))
    if unknown:
        raise FieldUnknown(codes=unknown)
