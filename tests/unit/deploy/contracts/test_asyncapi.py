"""The AsyncAPI document is consistent: references exist, examples fit, and no installation is named."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from deploy.contracts.attributes import ATTRIBUTES
from deploy.contracts.publication import FOLDER
from deploy.topics.catalogue import load_topics
from shared.contracts.notifications import NoticeRead
from shared.contracts.vocabulary import registered_events
from shared.events.envelope import Cause, Chain, Origin

DOCUMENT = json.loads((FOLDER / "asyncapi.json").read_text())


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for child in node.values():
            yield from references(child)
    elif isinstance(node, list):
        for child in node:
            yield from references(child)


def resolve(reference: str) -> Any:
    file, _, pointer = reference.partition("#")
    node = json.loads((FOLDER / file).read_text()) if file else DOCUMENT
    for step in pointer.strip("/").split("/") if pointer else ():
        node = node[step]
    return node


def test_every_reference_exists() -> None:
    found = set(references(DOCUMENT))
    assert {f"./schemas/{type_}.json" for type_ in registered_events()} <= found
    for reference in found:
        assert resolve(reference), reference


@pytest.mark.parametrize("type_", registered_events())
def test_every_event_is_a_message_of_the_channel_of_its_topic(type_: str) -> None:
    topic = registered_events()[type_].topic
    channel = DOCUMENT["channels"][topic]
    assert channel["messages"][type_] == {"$ref": f"#/components/messages/{type_}"}
    assert channel["x-audience"] == load_topics()[topic].audience
    assert registered_events()[type_].key_field in channel["x-keys"]
    assert DOCUMENT["operations"][f"send.{topic}"]["channel"] == {"$ref": f"#/channels/{topic}"}


@pytest.mark.parametrize("type_", registered_events())
def test_the_examples_fit_headers_and_payload(type_: str) -> None:
    message = DOCUMENT["components"]["messages"][type_]
    (example,) = message["examples"]
    Draft202012Validator(resolve(message["payload"]["schema"]["$ref"])).validate(example["payload"])
    common, own = message["headers"]["allOf"]
    Draft202012Validator(resolve(common["$ref"])).validate(example["headers"])
    Draft202012Validator(own).validate(example["headers"])


def test_no_server_has_an_address() -> None:
    assert [server["host"] for server in DOCUMENT["servers"].values()] == ["{servers}"]


def test_the_attributes_are_those_of_the_envelope() -> None:
    now = datetime.now(UTC)
    event = NoticeRead.model_validate(
        {
            "notice_id": "019c0000-0000-7000-8000-000000000001",
            "version": 2,
            "rule": "r",
            "desk": "d",
            "severity": "action",
        }
    )
    entry = Origin("sinergi", "notifications", "id.go").entry(event, Cause("a", "b", "c"), now, now)
    written = {*entry.headers, *Chain("s", 0, 0, 0, 1).headers(), "ce_streamversion"}
    assert {one.header for one in ATTRIBUTES if one.header} == written
