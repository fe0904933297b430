"""The committed OpenAPI documents are those of the routes, and a breaking change is not released."""

import shutil
from pathlib import Path

import pytest

from deploy.contracts.http.check import changes_since_release, mistakes
from deploy.contracts.http.publication import FOLDER, generate, released_documents, stale, write_released


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the committed documents, updated and released."""
    copy = tmp_path / "http"
    shutil.copytree(FOLDER, copy)
    generate(copy)
    write_released(copy)
    return copy


def alter(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_the_committed_interface_holds() -> None:
    assert mistakes(FOLDER) == []


def test_control_outdated_and_missing_documents_are_found_and_generated(folder: Path) -> None:
    assert stale(folder) == []
    alter(folder / "openapi-programs.json", "/templates", "/patterns")
    (folder / "rules.md").unlink()
    assert stale(folder) == ["openapi-programs.json differs from the routes", "rules.md is missing"]
    assert generate(folder) == ["openapi-programs.json", "rules.md"]
    assert stale(folder) == []


def test_a_breaking_change_is_refused_by_the_check(folder: Path) -> None:
    # The released interface had a route that is missing today.
    alter(folder / "released" / "openapi-programs.json", '"/templates"', '"/patterns"')
    assert any("programs GET /patterns was removed" in line for line in mistakes(folder))


def test_an_allowed_change_is_named_until_it_is_released(folder: Path) -> None:
    released = folder / "released" / "openapi-programs.json"
    documents = released_documents(folder)
    summary = documents["programs"]["paths"]["/templates"]["get"]["summary"]
    alter(released, summary, "Daftar templat / a list of templates")
    assert [change.rule for change in changes_since_release(folder)] == ["operation-reworded"]
    assert mistakes(folder) == []
    write_released(folder)
    assert changes_since_release(folder) == []


def test_before_the_first_release_nothing_is_compared(folder: Path) -> None:
    shutil.rmtree(folder / "released")
    assert changes_since_release(folder) == []
