"""Readers of both versions: each event of the run fits the schemas of the old release and those of today."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from deploy.contracts.publication import read_folder
from tests.chaos.audit.log import LoggedEvent

Schemas = Mapping[str, Mapping[str, Any]]


def schemas_of(root: Path) -> Schemas:
    """The schemas of the events in a checkout."""
    return read_folder(root / "docs" / "contracts" / "schemas")


def misfits(log: Iterable[LoggedEvent], schemas: Schemas, others: Schemas) -> Iterator[str]:
    """The events that a reader with these schemas cannot use, while a version with other schemas also writes.

    The reader ignores types that it does not know. A provisional type may have another shape in the other version.
    """
    validators = {
        type_: Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        for type_, schema in schemas.items()
        if not schema.get("x-provisional") or others.get(type_) == schema
    }
    for event in log:
        if event.type in validators:
            for error in validators[event.type].iter_errors(json.loads(event.data)):
                yield f"{event}: {error.json_path} {error.message}"
