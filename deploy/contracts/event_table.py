"""The event table: every event type of the whole design, emitted or planned, and its state.

`table_check.py` compares it with the models and the subscriptions.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, TypeAlias

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from deploy.installation.services import ServiceName
from deploy.installation.trouble import Trouble

State: TypeAlias = Literal["planned", "provisional", "whole"]
TYPE = r"^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*(\.(corrected|retracted))?\.v[1-9][0-9]*$"
"""`noun.past.vN`; a correction puts `.corrected` or `.retracted` before the version."""
Type = Annotated[str, Field(pattern=TYPE)]
Room = Annotated[str, Field(pattern=r"^[a-z]+/[a-z]+$")]


class EventRow(BaseModel):
    """One event type. `emitter` is a service and its room; `consumers` are the services that react to the event."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    topic: str
    key: str
    subject: str
    emitter: Room
    consumers: tuple[ServiceName, ...]
    state: State


EventTable: TypeAlias = Mapping[str, EventRow]


@cache
def event_table() -> EventTable:
    """The committed table, read once."""
    return read_event_table(files(__package__).joinpath("event_table.yaml").read_text("utf-8"))


def read_event_table(text: str) -> EventTable:
    """The rows by type. Raises `Trouble` when the text is not well formed."""
    try:
        rows: EventTable = TypeAdapter(dict[Type, EventRow]).validate_python(yaml.safe_load(text))
    except (ValidationError, yaml.YAMLError) as error:
        raise Trouble(f"deploy/contracts/event_table.yaml is not well formed: {error}") from error
    return rows


def is_provisional(type_: str) -> bool:
    """Whether the shape of a type may still change. A type without a row is not provisional."""
    row = event_table().get(type_)
    return row is not None and row.state == "provisional"
