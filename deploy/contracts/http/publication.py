"""The folder `docs/http`: the documents of today, those of the last release, and the page of rules."""

import json
import shutil
from pathlib import Path

from deploy.contracts.http.documents import Document, present_documents
from deploy.contracts.http.rulebook import rulebook
from deploy.contracts.publication import as_text, write

FOLDER = Path(__file__).parents[3] / "docs" / "http"
"""In the checkout: documents are written where routes are changed, and are not installed."""


def stale(folder: Path) -> list[str]:
    """Generated files that are missing or outdated, as sentences."""
    wanted = _generated()
    return [
        f"{name} is missing" if not (folder / name).exists() else f"{name} differs from the routes"
        for name in wanted
        if not (folder / name).exists() or (folder / name).read_text() != wanted[name]
    ]


def generate(folder: Path) -> list[str]:
    """Update the generated files; return the changed ones."""
    wanted = _generated()
    changed = [name for name in wanted if not (folder / name).exists() or (folder / name).read_text() != wanted[name]]
    for name in changed:
        write(folder / name, wanted[name])
    return changed


def released_documents(folder: Path) -> dict[str, Document]:
    """The documents of the last release, by service."""
    return {
        path.stem.removeprefix("openapi-"): json.loads(path.read_text())
        for path in sorted((folder / "released").glob("openapi-*.json"))
    }


def write_released(folder: Path) -> None:
    """Replace the released documents by those of today."""
    shutil.rmtree(folder / "released", ignore_errors=True)
    for service, document in present_documents().items():
        write(folder / "released" / _name(service), as_text(document))


def _generated() -> dict[str, str]:
    documents = {_name(service): as_text(document) for service, document in present_documents().items()}
    return {**documents, "rules.md": rulebook()}


def _name(service: str) -> str:
    return f"openapi-{service}.json"
