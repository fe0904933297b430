"""Templates from the rows of `practice_details`."""

import json
from collections.abc import Mapping
from typing import Any

from services.programs.catalogue.model.template import Template


def template_of(row: Mapping[str, Any]) -> Template:
    """A version of a practice that was published by command."""
    origin = row["adopted_from"] and {
        "code": row["adopted_from"],
        "version": row["adopted_version"],
        "facility": _read(row["origin"]),
    }
    values = {
        "code": row["code"],
        "version": row["version"],
        "under": row["under"],
        "adopted_from": origin,
        "facility": _read(row["keeper"]),
        "change": row["change"],
        "published_on": row["published_on"],
    }
    return Template.model_validate(json.loads(row["content"]) | values)


def _read(column: str | None) -> Any:
    return json.loads(column) if column else None
