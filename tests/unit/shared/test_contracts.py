"""Every registered event: its topic, its key, and how it is read. Contracts: `tests/unit/deploy/contracts`."""

import re
from datetime import date

import pytest

from deploy.contracts.event_table import TYPE
from deploy.topics.catalogue import load_topics
from shared.contracts.event import REGISTERED, Event
from shared.contracts.parts import InForce
from shared.contracts.topics import TOPICS
from shared.contracts.vocabulary import Contracts
from shared.events.inbox.attempt import Undecodable

EVENTS = sorted(REGISTERED.items())
PREFIX = "id.go.ditjenpas.sinergi"


@pytest.mark.parametrize(("name", "event"), EVENTS)
def test_an_event_has_a_topic_a_key_and_a_subject(name: str, event: type[Event]) -> None:
    assert re.fullmatch(TYPE, name)
    assert event.topic in TOPICS
    assert {event.key_field, event.subject_field} <= event.model_fields.keys()
    assert event.__doc__


@pytest.mark.parametrize(("name", "event"), EVENTS)
def test_an_event_has_the_version_of_its_aggregate(name: str, event: type[Event]) -> None:
    version = event.model_fields["version"]
    assert (version.annotation, version.is_required(), bool(version.description)) == (int, True, True), name


def test_the_contracts_and_the_cluster_have_the_same_topics() -> None:
    assert {name: topic.owner for name, topic in load_topics().items()} == dict(TOPICS)


def test_every_service_subscribes_to_the_topics_of_its_reactions() -> None:
    from importlib import import_module

    for service in set(TOPICS.values()):
        subscription = import_module(f"services.{service}.bootstrap").subscription()
        topics = {event.topic for reactions in subscription.reactions for event, _ in reactions}
        assert topics == set(subscription.topics)
        readers = {name for name, topic in load_topics().items() if service in topic.readers}
        assert readers == set(subscription.topics)


def test_fields_of_a_newer_producer_do_not_break_a_consumer() -> None:
    contracts = Contracts(PREFIX)
    about = b'"notice_id":"019c0000-0000-7000-8000-000000000001","version":1,"rule":"r","desk":"d"'
    data = b"{" + about + b',"severity":"action","new":1}'
    assert contracts.decode(f"{PREFIX}.notice.read.v1", data).key == "019c0000-0000-7000-8000-000000000001"
    days = b'{"in_force_from":"2026-01-01","in_force_until":"2026-12-31","new":{}}'
    assert InForce.model_validate_json(days).in_force_until == date(2026, 12, 31)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'{"notice_id": 7}', b"\xff"])
def test_data_that_does_not_match_its_contract_is_undecodable(data: bytes) -> None:
    with pytest.raises(Undecodable):
        Contracts(PREFIX).decode(f"{PREFIX}.notice.read.v1", data)


def test_a_type_with_another_prefix_is_unknown() -> None:
    assert not Contracts(PREFIX).knows("other.notice.read.v1")
