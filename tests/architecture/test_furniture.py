"""The furniture rule: which imports, module names and files it accepts, and which it refuses."""

import pytest
from grimp import ImportGraph

from tests.architecture.furniture import FurnitureContract
from tests.architecture.room_files import unlisted
from tests.architecture.tree import Tree

ROOM = "services.agreements.signing"


def broken(graph: ImportGraph) -> list[str]:
    contract = FurnitureContract(name="furniture", session_options={}, contract_options={})
    return list(contract.check(graph, verbose=False).metadata["broken"])


def breaks(importer: str, imported: str) -> bool:
    graph = ImportGraph()
    graph.add_module(importer)
    graph.add_module(imported)
    graph.add_import(importer=importer, imported=imported)
    return f"{importer} may not import {imported}" in broken(graph)


def refuses_name(module: str) -> bool:
    graph = ImportGraph()
    graph.add_module(module)
    return bool(broken(graph))


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
        (f"{ROOM}.routes", f"{ROOM}.access"),
        (f"{ROOM}.pages.ceremony", f"{ROOM}.store"),
        (f"{ROOM}.routes", "services.agreements.agreement.pages.form"),
        (f"{ROOM}.reactions", "services.agreements.agreement.access"),
        (f"{ROOM}.access", f"{ROOM}.commands"),
        (f"{ROOM}.access", f"{ROOM}.queries"),
        (f"{ROOM}.model", f"{ROOM}.access"),
        (f"{ROOM}.store", f"{ROOM}.access"),
        ("deploy.operating.positions", f"{ROOM}.store"),
        ("deploy.operating.positions", f"{ROOM}.access"),
        ("deploy.sinergi.cli", f"{ROOM}.routes"),
    ],
)
def test_an_import_against_the_direction_is_refused(importer: str, imported: str) -> None:
    assert breaks(importer, imported)


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        (f"{ROOM}.routes", f"{ROOM}.commands"),
        (f"{ROOM}.routes", "shared.web.edge"),
        (f"{ROOM}.pages.ceremony", f"{ROOM}.queries"),
        (f"{ROOM}.pages.ceremony", "services.agreements.agreement.pages.form"),
        (f"{ROOM}.pages.ceremony", "shared.console.screen"),
        (f"{ROOM}.commands", f"{ROOM}.store"),
        (f"{ROOM}.commands", "services.agreements.agreement.store"),
        (f"{ROOM}.commands.sign", f"{ROOM}.commands.late"),
        (f"{ROOM}.store", "asyncpg"),
        (f"{ROOM}.model", "shared.values.terms"),
        (f"{ROOM}.model", "services.agreements.agreement.model"),
        (f"{ROOM}.model", "datetime"),
        (f"{ROOM}.access", f"{ROOM}.model"),
        (f"{ROOM}.access", f"{ROOM}.store"),
        (f"{ROOM}.access", "services.agreements.agreement.access"),
        (f"{ROOM}.commands.sign", f"{ROOM}.access"),
        (f"{ROOM}.queries", f"{ROOM}.access"),
        ("deploy.operating.positions", f"{ROOM}.commands.sign"),
        ("deploy.installation.service", "services.agreements.bootstrap"),
    ],
)
def test_an_import_in_the_direction_is_kept(importer: str, imported: str) -> None:
    assert not breaks(importer, imported)


@pytest.mark.parametrize(
    "module",
    [
        f"{ROOM}.place",
        f"{ROOM}.utils",
        "services.agreements.helpers",
    ],
)
def test_a_module_without_a_listed_name_is_refused(module: str) -> None:
    assert refuses_name(module)


@pytest.mark.parametrize(
    "module",
    [
        f"{ROOM}.commands.late_numbers",
        f"{ROOM}.access",
        f"{ROOM}.pages.ceremony",
        f"{ROOM}.documents",
        f"{ROOM}.reference",
        "services.agreements.bootstrap",
        "services.agreements.__main__",
        "services.agreements.migrations.env",
        "deploy.topics.plan",
    ],
)
def test_a_listed_name_is_kept(module: str) -> None:
    assert not refuses_name(module)


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("services/agreements/signing/examples.yaml", False),
        ("services/agreements/signing/queries/forty.sql", False),
        ("services/agreements/signing/pages/ceremony.html.j2", False),
        ("services/agreements/register/reference/README.md", False),
        ("services/agreements/waiting/stages/drafts.sql", False),
        ("services/agreements/signing/notes.txt", True),
        ("services/agreements/signing/queries/export.xlsx", True),
        ("services/agreements/signing/data/forty.csv", True),
    ],
)
def test_data_beside_code_has_a_listed_suffix_in_a_listed_folder(path: str, refused: bool) -> None:
    assert list(unlisted([path])) == ([path] if refused else [])


def test_every_file_of_every_room_is_listed() -> None:
    assert list(unlisted(sorted(Tree().paths))) == []
