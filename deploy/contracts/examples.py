"""One real example per event: a structured CloudEvent as a run said it, kept under `docs/contracts/examples`.

None is invented by hand: `sinergi contracts examples` takes them from the topics of a running stack. What is kept is
checked here against the event's model; against the JSON Schemas in the tests.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from pydantic import ValidationError

from deploy.contracts.attributes import ATTRIBUTES
from shared.contracts.event import Event

Example: TypeAlias = dict[str, Any]

# Taken out before the search: ids and trace contexts hold runs of digits that look like a person's number.
_IDS = re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}\b")
_PERSONAL = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+"),
    "the number of a person or of a telephone": re.compile(r"\+?\d(?:[ -]?\d){9,}"),
    "the address of a machine": re.compile(r"localhost|\b\d{1,3}(\.\d{1,3}){3}\b|https?://|/(home|root|tmp|var|work)/"),
}


def as_example(key: bytes, headers: Mapping[str, str], data: bytes) -> Example:
    """A record of Kafka as a structured CloudEvent."""
    attributes = {one.name: headers[one.header] for one in ATTRIBUTES if one.header and one.header in headers}
    return {**attributes, "partitionkey": key.decode(), "data": json.loads(data)}


def mistakes(event: type[Event], example: Example) -> list[str]:
    """What is wrong with the example of an event, in sentences."""
    return [f"the example of {event.type} {wrong}" for wrong in _mistakes(event, example)]


def _mistakes(event: type[Event], example: Example) -> Iterator[str]:
    expected = {attribute.name for attribute in ATTRIBUTES} | {"data"}
    if missing := expected - example.keys():
        yield f"lacks {', '.join(sorted(missing))}"
        return
    if unknown := example.keys() - expected:
        yield f"has {', '.join(sorted(unknown))}, of which no attribute is known"
    if not example["type"].endswith(f".{event.type}") or example["dataschema"] != event.schema_uri:
        yield f"is one of {example['type']} by {example['dataschema']}"
    yield from _wrong_data(event, example)
    text = _IDS.sub("", json.dumps(example, ensure_ascii=False))
    yield from (f"holds {what}" for what, pattern in _PERSONAL.items() if pattern.search(text))


def _wrong_data(event: type[Event], example: Example) -> Iterator[str]:
    try:
        said = event.model_validate_json(json.dumps(example["data"]))
    except ValidationError as error:
        yield f"does not fit its model: {error.errors(include_url=False, include_input=False)}"
        return
    # Models ignore what they do not know: a field that is gone would pass unseen, unless it is said again and compared.
    if json.loads(said.data()) != example["data"]:
        yield "is not what this version would say: capture it anew"
    if (said.key, said.subject) != (example["partitionkey"], example["subject"]):
        yield "has another key or subject than its data"
