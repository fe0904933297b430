"""Each record names the record before it in its shard, whatever else lies between them, from step to step."""

import json
from datetime import UTC, datetime
from typing import Any

from shared.events.chaining import chain, tails_of

TOPIC = "test.ledger.v1"
SHARD_5, SHARD_6 = 5, 128 + 6


def row(id_: int, key_hash: int) -> Any:
    return {
        "id": id_,
        "topic": TOPIC,
        "key": f"key-{key_hash}",
        "key_hash": key_hash,
        "stream_version": id_ * 10,
        "headers": json.dumps({"ce_id": f"event-{id_}", "ce_subject": "Lapas Contoh é"}),
        "data": b"{}",
        "created_at": datetime(2026, 1, 27, tzinfo=UTC),
    }


def test_records_are_chained_by_shard_and_go_on_behind_the_tails() -> None:
    tails = {(TOPIC, 5): 3}
    rows = [row(7, SHARD_5), row(8, SHARD_6), row(9, SHARD_5)]
    records = [
        (partition, dict(record.headers)) for (_, partition), record in chain(rows, "/test", 2, tails, {TOPIC: 4})
    ]
    links = [(partition, headers["ce_chainprevious"], headers["ce_chainid"]) for partition, headers in records]
    assert links == [(1, b"3", b"7"), (2, b"0", b"8"), (1, b"7", b"9")]
    assert tails == {(TOPIC, 5): 9, (TOPIC, 6): 8} == {**tails_of(rows)}


def test_a_record_carries_what_the_log_says_of_it() -> None:
    ((place, record),) = chain([row(7, SHARD_6)], "/test", 2, {}, {TOPIC: 4})
    assert place == (TOPIC, 2)
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
