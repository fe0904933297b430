"""The sandbox: every example once, in the envelope of a real event, readable before any other right is granted."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from deploy.installation.trouble import Trouble
from tests.behaviour.client import Sinergi
from tests.behaviour.subscribers.operator import Operator, Subscriber

PARTNER = "019c0000-0000-7000-8000-00000000000a"
SANDBOX = "sinergi.sandbox.v1"
DATA = {"partner_id": PARTNER, "version": 1, "name": "Yayasan Contoh", "category": "foundation_ngo", "parent_id": None}


def example(type_: str, data: dict[str, Any], recorded: str) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": "/elsewhere/programs",
        "type": f"id.go.ditjenpas.sinergi.{type_}",
        "time": recorded,
        "recordedtime": recorded,
        "subject": PARTNER,
        "dataschema": f"urn:sinergi:contracts:{type_}",
        "datacontenttype": "application/json",
        "correlationid": "an-example",
        "causationid": "an-example",
        "traceparent": "00-" + "1" * 32 + "-" + "2" * 16 + "-01",
        "data": data,
    }


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """An example of a public event and one of an internal event."""
    folder = tmp_path / "examples"
    folder.mkdir()
    notice = {"notice_id": PARTNER, "version": 1, "rule": "r", "desk": "d", "severity": "action"}
    write(folder, "partner.registered.v1", DATA, "2026-01-02T00:00:00Z")
    write(folder, "notice.issued.v1", notice, "2026-01-01T00:00:00Z")
    return folder


def write(folder: Path, type_: str, data: dict[str, Any], recorded: str) -> None:
    (folder / f"{type_}.json").write_text(json.dumps(example(type_, data, recorded)))


async def test_examples_are_published_once_with_versions_like_any_event(
    sinergi: Sinergi, operator: Operator, subscriber: Subscriber, examples: Path
) -> None:
    fill = ("subscribers", "fill-sandbox", "--examples", str(examples), "--json")
    tried = await operator.run(*fill, "--dry-run")
    published = await operator.run(*fill)
    assert [row["type"] for row in tried] == [row["type"] for row in published]
    assert [row["type"] for row in published] == ["id.go.ditjenpas.sinergi.partner.registered.v1"]
    assert await operator.run(*fill) == []
    write(examples, "partner.registered.v1", {**DATA, "name": "Yayasan Contoh Baru"}, "2026-01-03T00:00:00Z")
    await operator.run(*fill)
    found: list[dict[str, Any]] = []
    follower = subscriber.feed(sinergi.agreements, SANDBOX)

    async def received() -> None:
        found.extend(event for event in await follower.take_all() if event["partitionkey"] == PARTNER)
        assert len(found) == 2

    await sinergi.eventually(received)
    assert [event["streamversion"] for event in found] == ["1", "2"]
    assert found[1]["chainprevious"] == found[0]["chainid"]
    assert {event["source"] for event in found} == {"/sinergi/agreements"}
    assert found[1]["data"]["name"] == "Yayasan Contoh Baru"


async def test_an_invalid_example_is_refused(operator: Operator, examples: Path) -> None:
    write(examples, "partner.registered.v1", {"name": "without an id"}, "2026-01-03T00:00:00Z")
    with pytest.raises(Trouble, match="is not an example of an event"):
        await operator.run("subscribers", "fill-sandbox", "--examples", str(examples), "--json")


async def test_every_event_of_the_sandbox_is_in_kafka(operator: Operator) -> None:
    found = {each["service"]: each for each in await operator.run("events", "verify", "agreements", "--json")}
    assert SANDBOX in [topic["topic"] for topic in found["agreements"]["topics"]]
    assert all(each["whole"] for each in found.values())
