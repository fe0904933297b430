"""The furniture rule itself: what it lets through and what it refuses."""

import pytest
from grimp import ImportGraph

from tests.architecture.furniture import FurnitureContract

ROOM = "services.agreements.signing"


def breaks(importer: str, imported: str) -> bool:
    graph = ImportGraph()
    graph.add_module(importer)
    graph.add_module(imported)
    graph.add_import(importer=importer, imported=imported)
    contract = FurnitureContract(name="furniture", session_options={}, contract_options={})
    return not contract.check(graph, verbose=False).kept


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        (f"{ROOM}.routes", f"{ROOM}.store"),
        (f"{ROOM}.reactions", f"{ROOM}.store"),
        (f"{ROOM}.jobs", "services.agreements.agreement.store"),
        (f"{ROOM}.model", f"{ROOM}.store"),
        (f"{ROOM}.model", "asyncpg"),
        (f"{ROOM}.model", "shared.events.unit_of_work"),
        (f"{ROOM}.store", f"{ROOM}.commands"),
        (f"{ROOM}.queries", f"{ROOM}.store"),
        (f"{ROOM}.commands.sign", f"{ROOM}.routes"),
    ],
)
def test_an_import_against_the_direction_is_refused(importer: str, imported: str) -> None:
    assert breaks(importer, imported)


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        (f"{ROOM}.routes", f"{ROOM}.commands"),
        (f"{ROOM}.routes", "shared.web.edge"),
        (f"{ROOM}.commands", f"{ROOM}.store"),
        (f"{ROOM}.commands", "services.agreements.agreement.store"),
        (f"{ROOM}.commands.sign", f"{ROOM}.commands.late"),
        (f"{ROOM}.store", "asyncpg"),
        (f"{ROOM}.model", "shared.values.terms"),
        (f"{ROOM}.model", "services.agreements.agreement.model"),
        (f"{ROOM}.model", "datetime"),
    ],
)
def test_an_import_in_the_direction_is_kept(importer: str, imported: str) -> None:
    assert not breaks(importer, imported)
