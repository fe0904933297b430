"""Names that follow one scheme in every room: functions of stores and queries, use cases, refusals, request bodies."""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

IN_A_STORE = re.compile(r"(?:add|create|delete|fetch|find|get|read|store|update|write)_")
"""Instead of `insert_`, `save_`, `load_` and `lock_`."""

IN_QUERIES = re.compile(r"(?:fetch|find|get|load|read)_")
"""Instead of `list_`, `show_` and `count_`."""

BASES = {"NotFound": "NotFound", "Unknown": "Invalid"}
"""A refusal with this ending has this base: 404 for the resource in the address, 422 for a name in the body."""


REFUSALS = frozenset({"Conflict", "Denied", "Invalid", "NotFound", "RequestRefusal"})


def faults(path: PurePosixPath, source: str) -> Iterator[str]:
    """A sentence for each name in a module that follows another scheme."""
    for node in ast.parse(source).body:
        match node:
            case ast.AsyncFunctionDef(name=name) | ast.FunctionDef(name=name):
                yield from (f"{path}: {name} {why}" for why in _of_a_function(path, name))
            case ast.ClassDef(name=name, bases=bases):
                yield from (f"{path}: {name} {why}" for why in _of_a_class(name, [ast.unparse(base) for base in bases]))


def _of_a_function(path: PurePosixPath, name: str) -> Iterator[str]:
    folders = {*path.parts[:-1], path.stem}
    if "store" in folders and IN_A_STORE.match(name):
        yield "is not insert_, save_, load_ or lock_"
    if "queries" in folders and IN_QUERIES.match(name):
        yield "is not list_, show_ or count_"


def _of_a_class(name: str, bases: list[str]) -> Iterator[str]:
    if name.startswith("NoSuch"):
        yield "is not named …NotFound or …Unknown"
    if name.endswith("Body"):
        yield "is not named New… or by the noun of its operation"
    for ending, base in BASES.items():
        if name.endswith(ending) and set(bases) & REFUSALS - {base}:
            yield f"is not based on {base}"
