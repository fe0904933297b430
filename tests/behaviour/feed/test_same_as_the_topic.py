"""The feed has exactly the data and attributes of the topic, byte for byte."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from aiokafka import ConsumerRecord

from deploy.installation.environment import settings_of
from shared.events.envelope import read_headers
from shared.kafka.reading import reading
from shared.operations.settings import Settings
from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.feed.following import Event, Follower, draft_agreement, register_partner

OWNERS = {
    "agreements.v1": "agreements",
    "agreements.internal.v1": "agreements",
    "programs.v1": "programs",
    "programs.internal.v1": "programs",
}


async def records_of(settings: Settings, owner: str, topic: str) -> dict[str, ConsumerRecord]:
    """All records of a topic by their id in the log."""
    async with reading(settings, owner) as kafka:
        found = [record async for record in kafka.records(topic)]
    return {read_headers(record.headers)["ce_chainid"]: record for record in found}


def attributes_of(record: ConsumerRecord) -> Event:
    """The attributes of a record, by their names in the JSON format."""
    headers = read_headers(record.headers)
    return {name.removeprefix("ce_"): value for name, value in headers.items() if name != "content-type"} | {
        "datacontenttype": headers["content-type"],
        "partitionkey": record.key.decode(),
    }


@pytest.mark.parametrize("name", OWNERS)
async def test_the_feed_has_the_events_of_the_topic(sinergi: Sinergi, facility: Mapping[str, Any], name: str) -> None:
    await draft_agreement(sinergi, facility)
    settings, topic = settings_of(sinergi.stack.environment()), f"sinergi.{name}"
    follower = Follower(getattr(sinergi, OWNERS[name]), OPERATOR, question=f"?topic={topic}&limit=100")
    fed: dict[str, Event] = {}
    raw = b""
    while batch := await follower.take():
        fed |= {event["chainid"]: event for event in batch}
        raw += follower.body
    sent = await records_of(settings, OWNERS[name], topic)
    for id_, event in fed.items():
        data = event.pop("data")
        assert event == attributes_of(sent[id_])
        assert b'"data":' + sent[id_].value + b"}" in raw
        assert json.loads(sent[id_].value) == data
    last = max(map(int, fed), default=0)
    assert {id_ for id_ in sent if int(id_) <= last} == set(fed)


async def test_an_event_is_soon_in_the_feed(sinergi: Sinergi) -> None:
    subject = await register_partner(sinergi)

    async def both() -> None:
        fed = await Follower(sinergi.agreements).take_all("&limit=1000")
        assert subject in [event["subject"] for event in fed]

    await sinergi.eventually(both)
