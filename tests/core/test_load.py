"""`sinergi load` writes whole agreements and a whole log, and the service continues with them as with its own."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from deploy.installation.trouble import Trouble
from deploy.load.writing import load_agreements
from deploy.local.stack import Stack
from deploy.sinergi.commands.load import load
from services.agreements.agreement.commands import indexing
from shared.access import Actor
from shared.contracts.topics import origin_of, own_topics
from shared.contracts.vocabulary import Contracts
from shared.events.envelope import Cause
from shared.events.operating.verify import Verification
from shared.events.relay.horizon import sequence_fault
from shared.events.unit_of_work import UnitsOfWork
from shared.kafka.reading import reading
from shared.operations.clock import SystemClock
from shared.operations.traces import continue_trace
from shared.postgres.connections import open_pool
from tests.bench.searches import searches_in
from tests.core.agreements_under_test import SERVICE, Agreements, install_agreements, running_agreements

LOADED = 500
NATION = "directorate-of-the-load"


@pytest.fixture(scope="module")
async def agreements(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Agreements]:
    """The service with agreements that were loaded."""
    settings = await install_agreements(stack.environment(), tmp_path_factory.mktemp("secrets"))
    # The first batch is stored in this process, and the others by processes of their own.
    await load_agreements(settings, LOADED, 1, lambda _made: None, batch=200)
    async with running_agreements(settings) as agreements:
        await agreements.assign(NATION, "cooperation_officer", "nation")
        yield agreements


async def verified(agreements: Agreements) -> int:
    """Relay the log and compare it with Kafka; the number of events."""
    await agreements.relay_everything()
    source = origin_of(agreements.settings, SERVICE).source
    events = 0
    async with agreements.owner() as owner, reading(agreements.settings, SERVICE) as kafka:
        assert await sequence_fault(owner) is None
        for topic in own_topics(agreements.settings, SERVICE):
            found = await Verification(owner, source, topic).run(kafka)
            assert found.whole, found
            events += found.events
    return events


async def test_what_is_loaded_is_verified_listed_and_extended(agreements: Agreements) -> None:
    assert await verified(agreements) > LOADED
    listed = await agreements.items("/agreements?limit=200", NATION)
    assert len(listed) == LOADED
    assert [each["id"] for each in listed] == sorted((each["id"] for each in listed), reverse=True)
    active = await agreements.items("/agreements?limit=200&state=active", NATION)
    assert [each["id"] for each in active] == [each["id"] for each in listed if each["state"] == "active"]
    shown = (await agreements.send("GET", f"/agreements/{_of_a_facility(active)}", NATION)).json()
    keeper, items = shown["keeper"]["id"], [item["id"] for item in shown["scope_items"]]
    await agreements.assign("officer-of-the-load", "cooperation_officer", "facility", keeper)
    before = await verified(agreements)
    term = {"kind": "fixed", "starts_on": "2090-01-01", "ends_on": "2091-12-31"}
    extension = {"title": "Perpanjangan Contoh", "term": term, "kept": items}
    path = f"/agreements/{shown['id']}/extensions"
    answer = await agreements.send("POST", path, "officer-of-the-load", json=extension)
    assert answer.status_code == 201, answer.text
    assert await verified(agreements) == before + 1
    async with agreements.owner() as owner:
        versions = await owner.fetch("SELECT stream_version AS v FROM outbox WHERE key = $1 ORDER BY id", shown["id"])
        numbers = await owner.fetch("SELECT registration_number FROM agreement ORDER BY id DESC LIMIT 1")
        assert not await owner.fetch(
            """SELECT p.id FROM partner p LEFT JOIN partner_spelling s ON s.partner_id = p.id AND s.name = p.name
               WHERE s.name IS NULL"""
        )
    assert max(row["v"] for row in versions) >= 1
    assert numbers[0]["registration_number"] == answer.json()["registration_number"]


def _of_a_facility(listed: list[dict[str, Any]]) -> str:
    return next(str(each["id"]) for each in listed if each["level"] == "facility")


async def test_every_agreement_and_every_event_reads_as_one_of_the_service(agreements: Agreements) -> None:
    states: Counter[str] = Counter()
    for each in await agreements.items("/agreements?limit=200", NATION):
        answer = await agreements.send("GET", f"/agreements/{each['id']}", NATION)
        assert answer.status_code == 200, answer.text
        states[answer.json()["document_state"]] += 1
    assert set(states) >= {"drafting", "review", "validated", "awaiting_signature", "signed", "terminated"}
    vocabulary = Contracts(agreements.settings.type_prefix)
    async with agreements.owner() as owner:
        for row in await owner.fetch("SELECT type, data FROM outbox"):
            assert vocabulary.decode(row["type"], row["data"]) is not None
        assert await owner.fetchval("SELECT count(*) FROM stream s WHERE version <> ("
                                    "SELECT max(stream_version) FROM outbox o"
                                    " WHERE (o.topic, o.key) = (s.topic, s.key))") == 0  # fmt: skip


async def test_agreements_from_before_the_index_are_indexed_in_the_order_of_their_ids(
    agreements: Agreements, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with agreements.owner() as owner:
        await owner.execute("TRUNCATE agreement_search; INSERT INTO agreement_to_index SELECT id FROM agreement")
    monkeypatch.setattr(indexing, "BATCH", 200)
    async with await open_pool(agreements.settings, SERVICE, "test") as pool:
        units = UnitsOfWork[Actor](pool, origin_of(agreements.settings, SERVICE), SystemClock().now, lambda: None)
        indexed = -1
        while indexed:
            async with units.open(Actor.of_system(SERVICE), Cause("test", "", continue_trace(None))) as work:
                indexed = await indexing.index_older(work, indexing.IndexOlder())
    found = await agreements.items("/agreements?limit=200&search=contoh", NATION)
    every = await agreements.items("/agreements?limit=200", NATION)
    assert [each["id"] for each in found] == [each["id"] for each in every]


async def test_no_search_reads_the_agreements_in_a_row(agreements: Agreements) -> None:
    async with agreements.owner() as owner:
        region, facility = await owner.fetchrow("SELECT region, id::text FROM facility ORDER BY name LIMIT 1")
        for desk, unit in (("nation", ""), ("region", region), ("facility", facility)):
            await agreements.assign(f"{desk}-of-the-searches", "reader", desk, unit)
        searches = [search for search in await searches_in(owner) if search.wanted]
        # The statements that choose what is searched read everything themselves, and are counted with a delay.
        await owner.execute("SELECT pg_stat_force_next_flush()")
        before = await _reads(owner)
    # A connection reports its reads when it is closed.
    async with running_agreements(agreements.settings) as service:
        for search in searches:
            answer = await service.send("GET", search.path, f"{search.desk}-of-the-searches")
            assert answer.status_code == 200, answer.text
    async with agreements.owner() as owner, asyncio.timeout(20):
        while (after := await _reads(owner))["agreement"]["idx_scan"] < before["agreement"]["idx_scan"] + len(searches):
            await asyncio.sleep(0.1)
    in_a_row = {table: (before[table]["seq_scan"], after[table]["seq_scan"]) for table in before}
    assert all(earlier == later for earlier, later in in_a_row.values()), in_a_row


async def _reads(owner: "asyncpg.Connection[Any]") -> dict[str, dict[str, int]]:
    """How often each table of agreements was read in a row, and by an index."""
    await owner.execute("SELECT pg_stat_clear_snapshot()")
    rows = await owner.fetch(
        """SELECT relname, seq_scan, idx_scan FROM pg_stat_user_tables
           WHERE schemaname = 'agreements' AND relname IN ('agreement', 'agreement_search', 'party', 'scope_item')"""
    )
    return {row["relname"]: dict(row) for row in rows}


async def test_only_a_database_that_is_named_is_filled(agreements: Agreements, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deploy.sinergi.commands.load.operator_settings", lambda: agreements.settings)
    with pytest.raises(Trouble, match="name it with --test-database"):
        await asyncio.to_thread(load, agreements=1, test_database="another")
