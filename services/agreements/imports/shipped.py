"""The shipped columns of each kind of table, and the words that people write for coded values."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, get_args

import yaml

from services.agreements.imports.model.imports import Kind
from services.agreements.imports.model.words import Words
from shared.tables.header import Column
from shared.values.labels import labels


@cache
def columns() -> Mapping[Kind, tuple[Column, ...]]:
    """The columns of each kind, read once."""
    shipped = _read("columns.yaml")
    return {
        kind: tuple(
            Column(name, tuple(about["titles"]), required=about.get("required", False))
            for name, about in shipped[kind].items()
        )
        for kind in get_args(Kind)
    }


@cache
def words() -> Words:
    """The words of coded values: labels in both languages, codes, and the words that people write."""
    shipped = _read("words.yaml")
    meanings = {}
    for name in ("instrument", "category", "partner_level", "capability", "capacity"):
        meanings[name] = {
            code: (code, label.id, label.en, *shipped[name].get(code, ())) for code, label in labels()[name].items()
        }
    meanings["status"] = shipped["status"]
    meanings["nation"] = {"": shipped["nation"]}
    return Words.of(meanings)


def _read(file: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(files(__package__).joinpath(file).read_text(encoding="utf-8"))
    return found
