"""The attributes of every event: those of CloudEvents 1.0, as `ce_` headers of the record in Kafka.

This module describes them for other systems; `shared/events/envelope.py` writes them.
"""

from dataclasses import dataclass, field

from deploy.contracts.schemas import Schema


@dataclass(frozen=True)
class Attribute:
    """One attribute. All values are text. `header` is its name in Kafka, or None when it is not a header."""

    name: str
    meaning: str
    header: str | None
    schema: Schema = field(default_factory=lambda: {"type": "string"})


def _attribute(name: str, meaning: str, **schema: str) -> Attribute:
    return Attribute(name, meaning, f"ce_{name}", {"type": "string", **schema})


_NUMBER = "^(0|[1-9][0-9]*)$"
_MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$"

# CloudEvents 1.0 allows only small letters and digits in names, such as `recordedtime`. Attributes outside of the
# specification are extensions. In Kafka's binary mode only `datacontenttype` is a header without `ce_`.
ATTRIBUTES = (
    _attribute("specversion", "the version of CloudEvents", const="1.0"),
    _attribute("id", "the id of the event, a UUIDv7: the same id means the same event", format="uuid"),
    _attribute(
        "source", "the instance and the service that emit it, such as `/sinergi/agreements`", pattern="^/.+/.+$"
    ),
    _attribute("type", "the type with the prefix of the installation"),
    _attribute("time", "when it happened; noon at the facility when only the day is known", pattern=_MOMENT),
    _attribute("recordedtime", "when it was recorded; may be long after `time`", pattern=_MOMENT),
    _attribute("subject", "the id of what the event is about", pattern="."),
    _attribute("dataschema", "the `$id` of the JSON Schema of its data", pattern="^urn:sinergi:contracts:"),
    Attribute("datacontenttype", "how the data is written", "content-type", {"const": "application/json"}),
    _attribute("correlationid", "the id of the first cause, the same in all events that follow from it", pattern="."),
    _attribute("causationid", "the direct cause: the id of another event, or the name of a request, command or job"),
    _attribute("traceparent", "the W3C trace context", pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"),
    _attribute(
        "streamversion",
        "1, 2, 3 … per topic and key, without gaps: use it as the order, skip an event that is not above the last one, "
        "and treat a jump as a missing event",
        pattern="^[1-9][0-9]*$",
    ),
    _attribute("generation", "the generation of the source's log; it rises after a restore", pattern=_NUMBER),
    _attribute("shard", "one of the 128 parts of the topic, chosen by key", pattern=_NUMBER),
    _attribute("chainprevious", "the `chainid` of the event before it in its shard; 0 for the first", pattern=_NUMBER),
    _attribute("chainid", "its position in the source's log: it rises, with gaps", pattern=_NUMBER),
    Attribute("partitionkey", "the key within which events are in order; in Kafka the record's key", None),
)


def headers_schema() -> Schema:
    """The schema of the headers of a record in Kafka."""
    return _object({attribute.header: attribute for attribute in ATTRIBUTES if attribute.header})


def structured_schema() -> Schema:
    """The schema of an event in CloudEvents' JSON format, with any data, as in the feed and in examples."""
    schema = _object({attribute.name: attribute for attribute in ATTRIBUTES})
    schema["properties"]["data"] = {"type": "object"}
    schema["required"].append("data")
    return schema


def _object(attributes: dict[str, Attribute]) -> Schema:
    return {
        "type": "object",
        "properties": {name: {**one.schema, "description": one.meaning} for name, one in attributes.items()},
        "required": list(attributes),
    }
