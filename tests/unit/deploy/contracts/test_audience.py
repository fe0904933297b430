"""No field is published to an audience that may not see it."""

from typing import Any

import pytest
from pydantic import Field

from deploy.contracts.audience import misplaced_fields
from deploy.contracts.schemas import published_schemas, schema_of
from deploy.topics.catalogue import load_topics
from shared.contracts.event import REGISTERED, Event, FieldClass, Part, field_class

TOPICS = load_topics()


@pytest.mark.parametrize(("type_", "schema"), published_schemas().items())
def test_no_registered_event_has_a_field_that_its_audience_may_not_see(type_: str, schema: dict[str, Any]) -> None:
    assert misplaced_fields(schema, TOPICS) == [], type_


@pytest.fixture
def schema_with() -> Any:
    """Registers an event with one field of a class inside a part; returns its schema. The test removes it again."""

    def register(of: FieldClass, topic: str) -> dict[str, Any]:
        class Inner(Part):
            account: str = Field(json_schema_extra=field_class(of))

        class Leaking(Event, type="thing.leaked.v1", topic=topic, key="thing_id", subject="thing_id"):
            """A thing leaked."""

            thing_id: str
            inner: tuple[Inner, ...]

        return schema_of(Leaking)

    yield register
    REGISTERED.pop("thing.leaked.v1", None)


@pytest.mark.parametrize(
    ("of", "topic"),
    [("internal", "agreements.v1"), ("restricted", "agreements.v1"), ("restricted", "agreements.internal.v1")],
)
def test_control_a_field_of_the_wrong_class_is_found_at_any_depth(schema_with: Any, of: FieldClass, topic: str) -> None:
    (sentence,) = misplaced_fields(schema_with(of, topic), TOPICS)
    assert f"inner[].account is {of}" in sentence


@pytest.mark.parametrize(("of", "topic"), [("public", "agreements.v1"), ("internal", "agreements.internal.v1")])
def test_a_field_of_the_right_class_is_accepted(schema_with: Any, of: FieldClass, topic: str) -> None:
    assert misplaced_fields(schema_with(of, topic), TOPICS) == []


def test_control_an_event_without_a_topic_is_found(schema_with: Any) -> None:
    assert "is not in topics.yaml" in misplaced_fields(schema_with("public", "other.v1"), TOPICS)[0]
