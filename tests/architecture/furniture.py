"""The furniture rule, as a contract of the import linter: which modules a room has, and what each of them may import.

Leaks that this prevents:

- A route or reaction that reaches past the use cases, and with them past the access check. The linter's own `layers`
  would let `routes` import `store`.
- A model that learns of databases or frameworks.
- A module under a name of its own, which no rule looks at: all of the above would pass through it.
- A command of `deploy` that writes a service's tables past its use cases: without access check, without audit trail.
"""

import sys
from collections.abc import Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck
from importlinter.application import output

ENTRANCES = frozenset({"routes", "reactions", "jobs", "pages", "sender"})
OF_AN_ENTRANCE = frozenset({"commands", "queries", "model", "shipped"})
"""The modules that an entrance may import of any room: use cases, and the values to build commands with.

Pages may also import the pages of another room, because forms of two rooms have parts in common.
"""

OF_ITS_OWN_ROOM: dict[str, frozenset[str]] = {
    "model": frozenset(),
    "shipped": frozenset({"model"}),
    # Stored data may complete shipped data: the catalogue of practices.
    "store": frozenset({"model", "shipped"}),
    "gateway": frozenset({"model"}),
    "access": frozenset({"model", "store"}),
    "queries": frozenset({"model", "shipped", "access", "gateway"}),
    "commands": frozenset({"model", "shipped", "store", "access", "gateway"}),
    **dict.fromkeys(ENTRANCES, OF_AN_ENTRANCE),
    # A request to another system may be slow, and a use case would hold its unit of work meanwhile.
    "jobs": OF_AN_ENTRANCE | {"gateway"},
    # A process that sends to another system between two use cases, so that no transaction waits for it.
    "sender": OF_AN_ENTRANCE | {"gateway"},
}
"""The modules of a room, and the imports that each may have of its own room. A gateway calls another system."""

DATA = frozenset({"documents", "reference", "stages"})
"""Folders of a room that hold data beside its code."""

OF_A_SERVICE = frozenset({"__main__", "bootstrap", "gauges", "migrations"})
"""The modules of a service beside its rooms."""

MODEL_MAY_IMPORT = frozenset(
    {
        "pydantic",
        "shared.values",
        # The meaning of a cell; the modules of tables that read files are I/O.
        "shared.tables.cells",
        "shared.tables.days",
        "shared.tables.numbers",
        "shared.tables.unreadable",
        *sys.stdlib_module_names,
    }
)


class FurnitureContract(Contract):
    """Every module of every room has a listed name, and imports only what its name allows."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect everything that breaks the rule."""
        broken = sorted([*_names(graph), *_imports(graph)])
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name the modules and imports that break it."""
        for sentence in check.metadata["broken"]:
            output.print_error(sentence)
            output.new_line()


def _names(graph: ImportGraph) -> Iterator[str]:
    for module in graph.modules:
        match module.split("."):
            case ["services", _, name] if name not in OF_A_SERVICE and not graph.find_children(module):
                yield f"{module}: a service has rooms, and beside them only {_listed(OF_A_SERVICE)}"
            case ["services", _, room, name] if room not in OF_A_SERVICE and name not in OF_ITS_OWN_ROOM.keys() | DATA:
                yield f"{module}: a room has only {_listed(OF_ITS_OWN_ROOM.keys() | DATA)}"


def _listed(names: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(names))


def _imports(graph: ImportGraph) -> Iterator[str]:
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            if not _allowed(importer, imported):
                yield f"{importer} may not import {imported}"


def _allowed(importer: str, imported: str) -> bool:
    other = room_and_kind(imported)
    if importer.partition(".")[0] == "deploy":
        return other is None or other[1] in OF_AN_ENTRANCE
    place = room_and_kind(importer)
    if place is None:
        return True
    room, kind = place
    if imported == room or imported.startswith(f"{room}."):
        return other is None or other[1] == kind or other[1] in OF_ITS_OWN_ROOM[kind]
    if kind == "model":
        return other[1] == "model" if other else _model_may(imported)
    if kind == "pages" and other and other[1] == "pages":
        return True
    return kind not in ENTRANCES or other is None or other[1] in OF_AN_ENTRANCE


def room_and_kind(module: str) -> tuple[str, str] | None:
    """The room and the kind of furniture of a module, or None where it is no furniture."""
    parts = module.split(".")
    if len(parts) < 4 or parts[0] != "services" or parts[3] not in OF_ITS_OWN_ROOM:
        return None
    return ".".join(parts[:3]), parts[3]


def _model_may(imported: str) -> bool:
    return any(imported == name or imported.startswith(f"{name}.") for name in MODEL_MAY_IMPORT)
