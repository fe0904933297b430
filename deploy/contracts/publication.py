"""The folder `docs/contracts`: its generated files, its released schemas, and whether it is up to date."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deploy.contracts.asyncapi import asyncapi
from deploy.contracts.catalogue import catalogue
from deploy.contracts.event_table import event_table
from deploy.contracts.examples import Example
from deploy.contracts.rulebook import rulebook
from deploy.contracts.schemas import Schema, published_schemas
from deploy.contracts.table_page import table_page
from deploy.topics.catalogue import Topic, load_topics

FOLDER = Path(__file__).parents[2] / "docs" / "contracts"
"""In the checkout: contracts are written where they are changed, and are not installed."""
GENERATED = ("schemas/*.json", "asyncapi.json", "catalogue.md", "event-table.md", "rules.md", "index.json")
RELEASED = ("schemas/*.json", "examples/*.json", "index.json")
"""The files of a folder that a release freezes."""


def generated(folder: Path) -> dict[str, str]:
    """Every generated file by its path within the folder."""
    schemas, topics, examples = published_schemas(), load_topics(), read_folder(folder / "examples")
    return {
        **{f"schemas/{type_}.json": as_text(schema) for type_, schema in schemas.items()},
        "asyncapi.json": as_text(asyncapi(schemas, topics, examples)),
        "catalogue.md": catalogue(schemas, topics, examples),
        "event-table.md": table_page(event_table(), topics),
        "rules.md": rulebook(),
        "index.json": as_text([_entry(schema, topics) for schema in schemas.values()]),
    }


def stale(folder: Path) -> list[str]:
    """Generated files that are missing, outdated or left over, as sentences."""
    wanted, present = generated(folder), _present(folder)
    return [
        *(f"{name} is missing" for name in wanted.keys() - present.keys()),
        *(
            f"{name} differs from the models"
            for name in wanted.keys() & present.keys()
            if wanted[name] != present[name]
        ),
        *(f"{name} belongs to no event" for name in present.keys() - wanted.keys()),
    ]


def generate(folder: Path) -> list[str]:
    """Update the generated files; return the changed ones."""
    wanted, present = generated(folder), _present(folder)
    changed = sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))
    for name in changed:
        if name in wanted:
            write(folder / name, wanted[name])
        else:
            (folder / name).unlink()
    return changed


def read_folder(folder: Path) -> dict[str, Any]:
    """The JSON files of a folder by their names, which are event types."""
    return {path.name.removesuffix(".json"): json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}


def released_schemas(folder: Path) -> dict[str, Schema]:
    """The schemas of the last release."""
    return read_folder(folder / "released" / "schemas")


def write_released(folder: Path) -> None:
    """Replace the released schemas, examples, index and event table by those of today."""
    shutil.rmtree(folder / "released", ignore_errors=True)
    for pattern in RELEASED:
        for path in sorted(folder.glob(pattern)):
            write(folder / "released" / path.relative_to(folder), path.read_text())
    table = {type_: row.model_dump() for type_, row in event_table().items()}
    write(folder / "released" / "event-table.json", as_text(table))


def write_examples(folder: Path, examples: Mapping[str, Example]) -> None:
    """Write these examples and keep the others."""
    for type_, example in examples.items():
        write(folder / "examples" / f"{type_}.json", as_text(example))


def as_text(content: object) -> str:
    """JSON in the form in which it is committed."""
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def write(path: Path, text: str) -> None:
    """Write a file, and create its folder when it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _present(folder: Path) -> dict[str, str]:
    found = (path for pattern in GENERATED for path in folder.glob(pattern))
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


def _entry(schema: Schema, topics: Mapping[str, Topic]) -> dict[str, Any]:
    type_ = schema["x-type"]
    return {
        "type": type_,
        "title": schema["title"],
        "topic": schema["x-topic"],
        "audience": topics[schema["x-topic"]].audience,
        "key": schema["x-key"],
        "subject": schema["x-subject"],
        "provisional": schema.get("x-provisional", False),
        "sunset": schema.get("x-sunset"),
        "dataschema": schema["$id"],
        "schema": f"schemas/{type_}.json",
        "example": f"examples/{type_}.json",
    }
