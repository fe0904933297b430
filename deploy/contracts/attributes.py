"""What every event carries around its data: CloudEvents 1.0 attributes, as `ce_` headers of the record in Kafka.

Here they are described for strangers; `shared/events/envelope.py` writes them.
"""

from dataclasses import dataclass, field

from deploy.contracts.schemas import Schema


@dataclass(frozen=True)
class Attribute:
    """One attribute. All values are text; `header` is its name in Kafka, none where it is not a header there."""

    name: str
    meaning: str
    header: str | None
    schema: Schema = field(default_factory=lambda: {"type": "string"})


def _attribute(name: str, meaning: str, **schema: str) -> Attribute:
    return Attribute(name, meaning, f"ce_{name}", {"type": "string", **schema})


_NUMBER = "^(0|[1-9][0-9]*)$"
_MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$"

# CloudEvents 1.0 allows small letters and digits in names, hence `recordedtime`. What is not of the specification
# itself is an extension attribute. In Kafka's binary mode `datacontenttype` alone is a header without `ce_`.
ATTRIBUTES = (
    _attribute("specversion", "the version of CloudEvents", const="1.0"),
    _attribute("id", "the event itself, a UUIDv7: the same id is the same event", format="uuid"),
    _attribute("source", "the instance and service that say it, such as `/sinergi/agreements`", pattern="^/.+/.+$"),
    _attribute("type", "the type with the prefix of the installation"),
    _attribute("time", "when it happened: noon at the facility where only the day is known", pattern=_MOMENT),
    _attribute("recordedtime", "when it was put on record; may be long after `time`", pattern=_MOMENT),
    _attribute("subject", "the id of what the event is about", pattern="."),
    _attribute("dataschema", "the `$id` of the JSON Schema of its data", pattern="^urn:sinergi:contracts:"),
    Attribute("datacontenttype", "how the data is written", "content-type", {"const": "application/json"}),
    _attribute("correlationid", "what started the story that this event is part of", pattern="."),
    _attribute("causationid", "what caused it at once: another event's id, or a request, command or job by name"),
    _attribute("traceparent", "the W3C trace context", pattern="^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"),
    _attribute(
        "streamversion",
        "1, 2, 3 … per topic and key, without a hole: order by it, skip what is not above the last one seen, and know "
        "by a jump that something is missing",
        pattern="^[1-9][0-9]*$",
    ),
    _attribute("generation", "the life of the source's log; it rises after a restore", pattern=_NUMBER),
    _attribute("shard", "one of 128 parts of the topic, by key", pattern=_NUMBER),
    _attribute("chainprevious", "the `chainid` before it in its shard; 0 for the first", pattern=_NUMBER),
    _attribute("chainid", "its place in the source's log: it rises, with holes", pattern=_NUMBER),
    Attribute("partitionkey", "what stays in order: in Kafka the record's key", None),
)


def headers_schema() -> Schema:
    """The headers of a record in Kafka."""
    return _object({attribute.header: attribute for attribute in ATTRIBUTES if attribute.header})


def structured_schema() -> Schema:
    """An event in CloudEvents' JSON format, whatever its data: as the feed gives it, and as examples are kept."""
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
