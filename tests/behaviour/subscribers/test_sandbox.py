"""The sandbox: every example once, in the envelope of a real event, readable before any other right is given."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from deploy.installation.trouble import Trouble
from tests.behaviour.conftest import Sinergi
from tests.behaviour.subscribers.conftest import Known, Office

PARTNER = "019c0000-0000-7000-8000-00000000000a"
SANDBOX = "sinergi.sandbox.v1"
DATA = {"partner_id": PARTNER, "name": "Yayasan Contoh", "category": "foundation_ngo", "parent_id": None}


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
    """Two events about one partner, and one that no outsider may see."""
    folder = tmp_path / "examples"
    folder.mkdir()
    notice = {"notice_id": PARTNER, "rule": "r", "desk": "d", "severity": "action"}
    write(folder, "partner.registered.v1", DATA, "2026-01-02T00:00:00Z")
    write(folder, "notice.issued.v1", notice, "2026-01-01T00:00:00Z")
    return folder


def write(folder: Path, type_: str, data: dict[str, Any], recorded: str) -> None:
    (folder / f"{type_}.json").write_text(json.dumps(example(type_, data, recorded)))


async def test_examples_are_said_once_and_numbered_like_any_event(
    sinergi: Sinergi, office: Office, known: Known, examples: Path
) -> None:
    fill = ("subscribers", "sandbox", "--examples", str(examples), "--json")
    tried = await office.runs(*fill, "--dry-run")
    said = await office.runs(*fill)
    assert [row["type"] for row in tried] == [row["type"] for row in said]
    assert [row["type"] for row in said] == ["id.go.ditjenpas.sinergi.partner.registered.v1"]
    assert await office.runs(*fill) == []
    write(examples, "partner.registered.v1", {**DATA, "name": "Yayasan Contoh Baru"}, "2026-01-03T00:00:00Z")
    await office.runs(*fill)
    found: list[dict[str, Any]] = []
    follower = known.at(sinergi.agreements, SANDBOX)

    async def heard() -> None:
        found.extend(event for event in await follower.take_all() if event["partitionkey"] == PARTNER)
        assert len(found) == 2

    await sinergi.eventually(heard)
    assert [event["streamversion"] for event in found] == ["1", "2"]
    assert found[1]["chainprevious"] == found[0]["chainid"]
    assert {event["source"] for event in found} == {"/sinergi/agreements"}
    assert found[1]["data"]["name"] == "Yayasan Contoh Baru"


async def test_what_is_no_example_is_not_said(office: Office, examples: Path) -> None:
    write(examples, "partner.registered.v1", {"name": "without an id"}, "2026-01-03T00:00:00Z")
    with pytest.raises(Trouble, match="is no example of an event"):
        await office.runs("subscribers", "sandbox", "--examples", str(examples), "--json")


async def test_everything_in_the_sandbox_is_whole_in_kafka(office: Office) -> None:
    found = {each["service"]: each for each in await office.runs("events", "verify", "agreements", "--json")}
    assert SANDBOX in [topic["topic"] for topic in found["agreements"]["topics"]]
    assert all(each["whole"] for each in found.values())
