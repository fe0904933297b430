"""The furniture rule, as a contract of the import linter: what each module of a room may import.

The linter's own `layers` would let `routes` import `store`. The leak that this prevents: a route or reaction that
reaches past the use cases, and with them past the access check; and a model that learns of databases or frameworks.
"""

import sys
from collections.abc import Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck
from importlinter.application import output

ENTRANCES = frozenset({"routes", "reactions", "jobs"})
OF_ITS_OWN_ROOM: dict[str, frozenset[str]] = {
    "model": frozenset(),
    "store": frozenset({"model"}),
    "shipped": frozenset({"model"}),
    "access": frozenset({"model", "store"}),
    "queries": frozenset({"model", "shipped", "access"}),
    "commands": frozenset({"model", "shipped", "store", "access"}),
    **dict.fromkeys(ENTRANCES, frozenset({"commands", "queries", "model", "shipped"})),
}
"""What a piece of furniture may import of its own room; entrances take a model's values to build commands with."""

MODEL_MAY_IMPORT = frozenset({"pydantic", "shared.values", *sys.stdlib_module_names})


class FurnitureContract(Contract):
    """Every module of every room of every service imports only what its kind of furniture may."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect every import that breaks the rule."""
        broken = sorted(_broken(graph))
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say which imports break it."""
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} may not import {imported}")
            output.new_line()


def _broken(graph: ImportGraph) -> Iterator[tuple[str, str]]:
    for importer in graph.modules:
        place = room_and_kind(importer)
        if place is None:
            continue
        for imported in graph.find_modules_directly_imported_by(importer):
            if not _allowed(place, imported):
                yield importer, imported


def room_and_kind(module: str) -> tuple[str, str] | None:
    """The room and the kind of furniture of a module, or nothing where it is no furniture."""
    parts = module.split(".")
    if len(parts) < 4 or parts[0] != "services" or parts[3] not in OF_ITS_OWN_ROOM:
        return None
    return ".".join(parts[:3]), parts[3]


def _allowed(place: tuple[str, str], imported: str) -> bool:
    room, kind = place
    if imported == room or imported.startswith(f"{room}."):
        other = room_and_kind(imported)
        return other is None or other[1] == kind or other[1] in OF_ITS_OWN_ROOM[kind]
    if kind == "model":
        other = room_and_kind(imported)
        return other[1] == "model" if other else _model_may(imported)
    if kind in ENTRANCES:
        other = room_and_kind(imported)
        return other is None or other[1] in {"commands", "queries", "model", "shipped"}
    return True


def _model_may(imported: str) -> bool:
    return any(imported == name or imported.startswith(f"{name}.") for name in MODEL_MAY_IMPORT)
