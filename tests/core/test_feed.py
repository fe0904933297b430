"""The feed of a log: filtered pages advance over other events, and unrelayed events are not given out."""

import json
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from shared.access.migrations.access_0004_feed import SQL as LISTING_INDEX
from shared.events.envelope import open_envelope, read_headers
from shared.events.feed import reading as feed
from shared.events.feed.reading import FeedQuery, Naming, Relayed, as_batch, read_relayed, read_stretch
from shared.events.relay.generation import raise_generation
from shared.postgres.connections import connect
from shared.rooms.feed.model import LISTED_BY
from tests.core.in_process import emit, relaying
from tests.core.kafka_admin import records
from tests.core.ledger import BY, PREFIX, TOPIC, Counted
from tests.core.ledger_under_test import Ledger

STRETCH = 5


@pytest.fixture
async def log(ledger: Ledger) -> "AsyncIterator[asyncpg.Connection[Any]]":
    """The ledger's log with the numbers 0 … 29, emitted for three keys in turn and relayed."""
    async with relaying(ledger):
        await emit(ledger, *(Counted(f"key-{number % 3}", number) for number in range(30)))
        await ledger.all_relayed()
    connection = await connect(ledger.settings, "ledger", "app", "test")
    yield connection
    await connection.close()


async def followed(log: "asyncpg.Connection[Any]", relayed: Relayed, **more: Any) -> tuple[list[int], int]:
    """All numbers of a feed, and the number of pages read."""
    topic = await log.fetchval("SELECT topic FROM outbox LIMIT 1")
    numbers, pages, position, at_end = [], 0, 0, False
    while not at_end:
        stretch = await read_stretch(log, FeedQuery(position, topic, None, 4, **more), relayed)
        numbers += [event["data"]["number"] for event in json.loads(as_batch(stretch.rows))]
        assert stretch.position > position or stretch.at_end
        pages, position, at_end = pages + 1, stretch.position, stretch.at_end
    return numbers, pages


async def test_a_filter_that_finds_little_reads_a_stretch_at_a_time_and_all_in_the_end(
    log: "asyncpg.Connection[Any]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "STRETCH", STRETCH)
    relayed = await read_relayed(log)
    wanted = Naming(("$.key", "$.keys[*]"), ("key-1", "key-9"))
    numbers, pages = await followed(log, relayed, naming=(wanted,))
    assert numbers == list(range(1, 30, 3))
    assert pages >= 30 / STRETCH
    assert (await followed(log, relayed, types=("another.type",)))[0] == []
    assert (await followed(log, relayed, types=(f"{PREFIX}.number.counted.v1",)))[0] == list(range(30))
    both = Naming(("$.number",), tuple(map(str, range(10))))
    assert (await followed(log, relayed, naming=(wanted, both)))[0] == [1, 4, 7]


async def test_later_events_of_a_subject_are_selected_by_the_event_that_lists_their_units(
    log: "asyncpg.Connection[Any]",
) -> None:
    relayed = await read_relayed(log)
    first = Naming(("$.number",), ("4", "28"), listed_by="number[.]counted[.]v1$")
    assert (await followed(log, relayed, naming=(first,)))[0] == [4, *range(7, 30, 3)]


async def test_the_events_that_list_units_are_found_by_the_index(
    ledger: Ledger, log: "asyncpg.Connection[Any]"
) -> None:
    owner = await connect(ledger.settings, "ledger", "owner", "test")
    await owner.execute(LISTING_INDEX)
    await owner.close()
    queries: list[Any] = []
    naming = Naming(("$.key",), ("x",), LISTED_BY)
    with log.query_logger(queries.append):
        await read_stretch(log, FeedQuery(0, ledger.settings.topic(TOPIC), None, 4, (), (naming,)), Relayed(30, 1, 30))
    await log.execute("SET enable_seqscan = off")
    plan = await log.fetch(f"EXPLAIN {queries[0].query}", *queries[0].args)
    assert "outbox_listing" in "\n".join(row[0] for row in plan)


async def test_a_page_ends_after_some_bytes_and_the_next_one_continues(
    log: "asyncpg.Connection[Any]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "PAGE_BYTES", 40)
    numbers, pages = await followed(log, await read_relayed(log))
    assert (numbers, pages) == (list(range(30)), 16)


async def test_events_beyond_the_relays_cursor_are_not_given_out(log: "asyncpg.Connection[Any]") -> None:
    relayed = await read_relayed(log)
    behind = Relayed(relayed.cursor - 10, relayed.generation, relayed.last_id)
    assert (await followed(log, behind))[0] == list(range(20))


async def test_after_a_restore_each_event_has_the_generation_in_which_it_was_sent(
    ledger: Ledger, log: "asyncpg.Connection[Any]"
) -> None:
    owner = await connect(ledger.settings, "ledger", "owner", "test")
    await raise_generation(owner, above=100, in_kafka=(), by=BY)
    await owner.close()
    async with relaying(ledger):
        await emit(ledger, Counted("key-1", 30))
        await ledger.all_relayed()
    relayed = await read_relayed(log)
    stretch = await read_stretch(log, FeedQuery(0, ledger.settings.topic(TOPIC), None, 100), relayed)
    fed = {event["chainid"]: event["generation"] for event in json.loads(as_batch(stretch.rows))}
    sent = [
        open_envelope(raw.topic, raw.key, read_headers(raw.headers)).chain for raw in await records(ledger.settings)
    ]
    assert fed == {str(chain.id): str(chain.generation) for chain in sent}
    assert (relayed.generation, sorted(set(fed.values()))) == (2, ["1", "2"])


async def test_each_event_names_the_one_before_it_in_its_shard_found_by_the_index(
    ledger: Ledger, log: "asyncpg.Connection[Any]"
) -> None:
    stretch = await read_stretch(log, FeedQuery(0, ledger.settings.topic(TOPIC), None, 100), await read_relayed(log))
    last: dict[str, str] = {}
    for event in json.loads(as_batch(stretch.rows)):
        assert event["chainprevious"] == last.get(event["shard"], "0")
        last[event["shard"]] = event["chainid"]
    await log.execute("SET enable_seqscan = off")
    plan = await log.fetch(
        """EXPLAIN SELECT p.id FROM outbox AS p WHERE p.topic = 'x' AND p.key_hash % 128 = 3 AND p.id < 9
           ORDER BY p.id DESC LIMIT 1"""
    )
    assert "outbox_shard" in plan[0][0] + plan[1][0]
