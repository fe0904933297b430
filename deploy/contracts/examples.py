"""One real example per event: a structured CloudEvent from a run, committed in `docs/contracts/examples`.

Examples are not written by hand: `sinergi contracts examples` takes them from the topics of a running stack. They are
checked here against the model of the event, and in the tests against its JSON Schema.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from deploy.contracts.attributes import ATTRIBUTES
from deploy.contracts.stable_values import StableValues
from shared.contracts.event import Event
from shared.events.keys import key_hash, shard_of

Example: TypeAlias = dict[str, Any]

_WIB = ZoneInfo("Asia/Jakarta")

# Removed before the search: ids, trace contexts and hashes contain digits that look like a person's number.
_IDS = re.compile(
    r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}\b|\b[0-9a-f]{64}\b"
)
_PERSONAL = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+"),
    "the number of a person or of a telephone": re.compile(r"\+?\d(?:[ -]?\d){9,}"),
    "the address of a machine": re.compile(r"localhost|\b\d{1,3}(\.\d{1,3}){3}\b|https?://|/(home|root|tmp|var|work)/"),
}


def as_example(key: bytes, headers: Mapping[str, str], data: bytes) -> Example:
    """Convert a record of Kafka to a structured CloudEvent."""
    attributes = {one.name: headers[one.header] for one in ATTRIBUTES if one.header and one.header in headers}
    return {**attributes, "partitionkey": key.decode(), "data": json.loads(data)}


def stable_example(example: Example) -> Example:
    """Replace ids, days, times and numbers that differ from run to run, and compute the shard of the new key."""
    recorded = datetime.fromisoformat(example["recordedtime"])
    stable: Example = StableValues(recorded.astimezone(_WIB).date()).replace(example)
    # A model writes no zero microseconds.
    data = json.loads(json.dumps(stable["data"]).replace(".000000Z", "Z"))
    version = int(stable["streamversion"])
    # The chain of a log with this key only.
    chain = {"generation": "1", "chainprevious": str(version - 1), "chainid": str(version)}
    return {**stable, "data": data, **chain, "shard": str(shard_of(key_hash(stable["partitionkey"])))}


def mistakes(event: type[Event], example: Example) -> list[str]:
    """The mistakes in the example of an event, as sentences."""
    return [f"the example of {event.type} {wrong}" for wrong in _mistakes(event, example)]


def misread(event: type[Event], example: Example) -> list[str]:
    """The mistakes of today's model in reading an example of the past, as sentences; unknown fields are ignored."""
    try:
        event.model_validate_json(json.dumps(example["data"]))
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)
        return [f"the released example of {event.type} can no longer be read: {wrong}"]
    return []


def _mistakes(event: type[Event], example: Example) -> Iterator[str]:
    expected = {attribute.name for attribute in ATTRIBUTES} | {"data"}
    if missing := expected - example.keys():
        yield f"lacks {', '.join(sorted(missing))}"
        return
    if unknown := example.keys() - expected:
        yield f"has the unknown attributes {', '.join(sorted(unknown))}"
    if not example["type"].endswith(f".{event.type}") or example["dataschema"] != event.schema_uri:
        yield f"has the type {example['type']} and the schema {example['dataschema']}"
    yield from _wrong_data(event, example)
    text = _IDS.sub("", json.dumps(example, ensure_ascii=False))
    yield from (f"contains {what}" for what, pattern in _PERSONAL.items() if pattern.search(text))


def _wrong_data(event: type[Event], example: Example) -> Iterator[str]:
    try:
        parsed = event.model_validate_json(json.dumps(example["data"]))
    except ValidationError as error:
        yield f"does not fit its model: {error.errors(include_url=False, include_input=False)}"
        return
    # Models ignore unknown fields, so a removed field would pass: the data is written again and compared.
    if json.loads(parsed.data()) != example["data"]:
        yield "differs from the output of this version: capture it again"
    if (parsed.key, parsed.subject) != (example["partitionkey"], example["subject"]):
        yield "has another key or subject than its data"
