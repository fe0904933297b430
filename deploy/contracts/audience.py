"""Which classes of fields a topic's audience may see. Personal data is never in an event; this keeps the rest apart."""

from collections.abc import Mapping

from deploy.contracts.fields import fields_of
from deploy.contracts.schemas import Schema
from deploy.topics.catalogue import Topic
from shared.contracts.event import FieldClass

MAY_SEE: Mapping[str, frozenset[FieldClass]] = {
    "public": frozenset({"public"}),
    "internal": frozenset({"public", "internal"}),
}
"""What is restricted may be in no event at all: it has its own tables and its own readers."""


def misplaced_fields(schema: Schema, topics: Mapping[str, Topic]) -> list[str]:
    """Sentences on the fields of an event that its topic's audience may not see."""
    topic = topics.get(schema["x-topic"])
    if topic is None:
        return [f"{schema['x-type']} goes to {schema['x-topic']}, which is in no file of topics"]
    return [
        f"{schema['x-type']}: {field.path} is {field.field_class}, but {schema['x-topic']} is {topic.audience}"
        for field in fields_of(schema).values()
        if field.field_class not in MAY_SEE[topic.audience]
    ]
