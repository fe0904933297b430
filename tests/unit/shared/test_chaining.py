"""Each record names the record before it in its shard, across other shards and across steps."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import to_json

from shared.events.envelope import ATTRIBUTES, Cause, Origin
from shared.events.relay import chaining
from shared.events.relay.chaining import chain, encoded, tails_of
from tests.core.ledger import Counted

TOPIC = "test.ledger.v1"
SHARD_5, SHARD_6 = 5, 128 + 6


class Row(dict[str, Any]):
    """Like a database row, it iterates over its values."""

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values())


def row(id_: int, key_hash: int) -> Any:
    return Row(
        id=id_,
        topic=TOPIC,
        key=f"key-{key_hash}",
        stream_version=id_ * 10,
        key_hash=key_hash,
        data=b"{}",
        headers=json.dumps({"ce_id": f"event-{id_}", "ce_subject": "Lapas Contoh é"}),
        created_ms=1_769_472_000_000,
        bytes=2,
    )


def test_records_are_chained_by_shard_and_continue_the_tails() -> None:
    tails = {(TOPIC, 5): 3}
    rows = [row(7, SHARD_5), row(8, SHARD_6), row(9, SHARD_5)]
    records = [(partition, dict(record.headers)) for (_, partition), record in chain(rows, 2, tails, {TOPIC: 4})]
    links = [(partition, headers["ce_chainprevious"], headers["ce_chainid"]) for partition, headers in records]
    assert links == [(1, b"3", b"7"), (2, b"0", b"8"), (1, b"7", b"9")]
    assert tails == {(TOPIC, 5): 9, (TOPIC, 6): 8} == {**tails_of(rows)}


def test_a_record_carries_the_data_and_headers_of_its_row() -> None:
    ((partition, record),) = chain([row(7, SHARD_6)], 2, {}, {TOPIC: 4})
    assert partition == (TOPIC, 2)
    assert (record.key, record.value, record.timestamp) == (b"key-134", b"{}", 1_769_472_000_000)
    assert dict(record.headers) == {
        "ce_id": b"event-7",
        "ce_subject": "Lapas Contoh é".encode(),
        "ce_generation": b"2",
        "ce_shard": b"6",
        "ce_chainprevious": b"0",
        "ce_chainid": b"7",
        "ce_streamversion": b"70",
    }


@given(st.lists(st.text(), min_size=len(ATTRIBUTES), max_size=len(ATTRIBUTES)), st.booleans())
def test_encoded_headers_equal_the_json_for_any_values(values: list[str], ascii_only: bool) -> None:
    headers = dict(zip(ATTRIBUTES, values, strict=True))
    assert dict(encoded(json.dumps(headers, ensure_ascii=ascii_only))) == {n: v.encode() for n, v in headers.items()}


@given(st.dictionaries(st.text(), st.text()))
def test_headers_of_another_version_are_encoded_too(headers: dict[str, str]) -> None:
    assert dict(encoded(json.dumps(headers))) == {name: value.encode() for name, value in headers.items()}


def test_headers_of_this_version_are_split_and_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(chaining, "from_json")
    now = datetime.now(UTC)
    entry = Origin("test", "ledger", "test").entry(Counted("key", 1), Cause("a", "b", "c"), now, now)
    assert dict(encoded(to_json(entry.headers).decode())) == {n: v.encode() for n, v in entry.headers.items()}
