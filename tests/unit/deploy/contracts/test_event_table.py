"""The event table agrees with the models, the topics, the rooms and the subscriptions; each mistake is found."""

import re
from typing import Any

import pytest

from deploy.contracts.event_table import EventRow, event_table, read_event_table
from deploy.contracts.table_check import mistakes
from deploy.contracts.table_page import table_page
from deploy.installation.trouble import Trouble
from deploy.topics.catalogue import load_topics
from shared.contracts.vocabulary import registered_events
from tests.architecture.tree import ROOT

SIGNED = "agreement.signed.v1"
TABLE = event_table()
EVENTS = registered_events()
MOVED = [{"topic": "agreements.internal.v1"}, {"key": "agreement_id"}, {"subject": "line_id"}]


def found(type_: str, **changed: Any) -> list[str]:
    """The mistakes of the table after a row was changed or added."""
    row = TABLE.get(type_, TABLE[SIGNED])
    table = {**TABLE, type_: EventRow.model_validate({**row.model_dump(), **changed})}
    return mistakes(table, EVENTS, load_topics())


def test_the_table_is_right() -> None:
    assert mistakes(TABLE, EVENTS, load_topics()) == []


@pytest.mark.parametrize("type_", EVENTS)
def test_the_room_of_the_table_emits_the_event(type_: str) -> None:
    room = ROOT / "services" / TABLE[type_].emitter
    sources = (path.read_text("utf-8") for path in room.rglob("*.py"))
    assert any(re.search(rf"\b{EVENTS[type_].__name__}\(", text) for text in sources)


@pytest.mark.parametrize("changed", MOVED)
def test_control_a_row_unlike_its_model_is_found(changed: dict[str, str]) -> None:
    assert f"{SIGNED} has another topic, key or subject in the event table than in its model" in found(
        SIGNED, **changed
    )


def test_control_a_missing_row_is_found() -> None:
    table = {type_: row for type_, row in TABLE.items() if type_ != "notice.read.v1"}
    assert mistakes(table, EVENTS, load_topics()) == ["notice.read.v1 has no row in the event table"]


def test_control_an_emitted_event_that_is_planned_and_a_planned_one_that_is_not_are_found() -> None:
    assert "is planned in the event table, but a model defines it" in found(SIGNED, state="planned")[0]
    assert "no model defines it" in found("agreement.sung.v1", state="whole")[0]


def test_control_wrong_consumers_are_found() -> None:
    (wrong,) = found(SIGNED, consumers=["programs"])
    assert wrong == f"{SIGNED} has other consumers in the event table; notifications, programs reacts to it"


def test_control_an_unknown_topic_and_another_owner_are_found() -> None:
    assert "not in topics.yaml" in found("agreement.sung.v1", topic="songs.v1", state="planned")[0]
    assert "owned by agreements" in found("agreement.sung.v1", emitter="programs/program", state="planned")[0]


@pytest.mark.parametrize("changed", MOVED)
def test_control_a_correction_unlike_what_it_corrects_is_found(changed: dict[str, str]) -> None:
    (wrong,) = found("agreement.signed.retracted.v1", state="planned", **changed)
    assert wrong.endswith(f"another topic, key or subject than {SIGNED}, which it corrects")


def test_control_a_correction_of_no_event_is_found() -> None:
    (wrong,) = found("agreement.sung.corrected.v1", state="planned")
    assert wrong == "agreement.sung.corrected.v1 corrects agreement.sung.v1, which is not in the event table"


@pytest.mark.parametrize(
    "type_", ["agreement.v1", "agreement.signed", "agreement.signed.v0", "agreement.signed.new.v1"]
)
def test_a_malformed_type_is_refused(type_: str) -> None:
    row = "{topic: t, key: k, subject: s, emitter: agreements/signing, consumers: [], state: planned}"
    with pytest.raises(Trouble, match="not well formed"):
        read_event_table(f"{type_}: {row}")


def test_the_page_links_emitted_types_only() -> None:
    page = table_page(TABLE, load_topics())
    assert set(re.findall(r"\[`(.+?)`\]\(catalogue", page)) == EVENTS.keys()
    assert set(re.findall(r"^\| \[?`([a-z_.0-9]+)`", page, re.MULTILINE)) == TABLE.keys()
