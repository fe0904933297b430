"""Every registered event: where it goes, what it is keyed by, and that nothing goes where it may not."""

import re
from typing import Any

import pytest
from pydantic import Field

from deploy.topics.catalogue import load_topics
from shared.contracts.event import REGISTERED, Event, field_class
from shared.contracts.vocabulary import TOPICS, Contracts
from shared.events.attempt import Undecodable

EVENTS = sorted(REGISTERED.items())
PREFIX = "id.go.ditjenpas.sinergi"


def classes_of(schema: dict[str, Any]) -> set[str]:
    """Every field class that a schema names, at any depth."""
    found = {schema["x-class"]} if "x-class" in schema else set()
    for part in schema.values():
        for child in part if isinstance(part, list) else [part]:
            if isinstance(child, dict):
                found |= classes_of(child)
    return found


def misplaced(event: type[Event]) -> set[str]:
    """The field classes of an event that its topic's audience may not see."""
    allowed = {"public": {"public"}, "internal": {"public", "internal"}}[load_topics()[event.topic].audience]
    return classes_of(event.model_json_schema()) - allowed


@pytest.mark.parametrize(("name", "event"), EVENTS)
def test_an_event_has_a_topic_a_key_and_a_subject(name: str, event: type[Event]) -> None:
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+\.v[1-9][0-9]*", name)
    assert event.topic in TOPICS
    assert {event.key_field, event.subject_field} <= event.model_fields.keys()
    assert event.__doc__


@pytest.mark.parametrize(("name", "event"), EVENTS)
def test_no_field_goes_to_an_audience_that_may_not_see_it(name: str, event: type[Event]) -> None:
    assert misplaced(event) == set()


def test_control_an_internal_field_on_a_public_topic_is_found() -> None:
    class Leaking(Event):
        """Not registered: it exists for this test."""

        account: str = Field(json_schema_extra=field_class("internal"))

    Leaking.topic = "agreements.v1"
    assert misplaced(Leaking) == {"internal"}


def test_the_topics_of_the_contracts_and_of_the_cluster_are_the_same() -> None:
    assert {name: topic.owner for name, topic in load_topics().items()} == dict(TOPICS)


def test_every_service_reads_what_its_rooms_react_to() -> None:
    from importlib import import_module

    for service in set(TOPICS.values()):
        subscription = import_module(f"services.{service}.bootstrap").subscription()
        topics = {event.topic for reactions in subscription.reactions for event, _ in reactions}
        assert topics == set(subscription.topics)
        readers = {name for name, topic in load_topics().items() if service in topic.readers}
        assert readers == set(subscription.topics)


def test_a_newer_producers_fields_do_not_break_a_reader() -> None:
    contracts = Contracts(PREFIX)
    data = b'{"notice_id":"019c0000-0000-7000-8000-000000000001","rule":"r","desk":"d","severity":"action","new":1}'
    assert contracts.decode(f"{PREFIX}.notice.read.v1", data).key == "019c0000-0000-7000-8000-000000000001"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'{"notice_id": 7}', b"\xff"])
def test_what_does_not_fit_its_contract_is_undecodable(data: bytes) -> None:
    with pytest.raises(Undecodable):
        Contracts(PREFIX).decode(f"{PREFIX}.notice.read.v1", data)


def test_a_type_of_another_prefix_is_not_known() -> None:
    assert not Contracts(PREFIX).knows("other.notice.read.v1")
