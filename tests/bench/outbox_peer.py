"""The peer of outbox and relay: faststream-outbox relays its own table to the same topic through FastStream.

It runs with default settings, and tuned as far as its manual allows: large claims, several workers, batched deletions.
In both cases LISTEN wakes it and the framework checks no types. It neither orders nor numbers its records.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from faststream import Response
from faststream.kafka import KafkaBroker
from faststream.kafka.response import KafkaResponse
from faststream_outbox import OutboxBroker, make_outbox_table
from sqlalchemy import MetaData
from sqlalchemy.ext.asyncio import create_async_engine

from shared.events.inbox.subscription import make_broker
from tests.bench.events import KEYS, NOTE, headers_template
from tests.bench.ledgers import Ledger
from tests.core.ledger import TOPIC

QUEUE = "numbers"
AS_INSTALLED: dict[str, Any] = {}
TUNED: dict[str, Any] = {
    "max_workers": 8,
    "fetch_batch_size": 1_000,
    "terminal_flush_batch_size": 100,
    "min_fetch_interval": 0.01,
    "max_fetch_interval": 1.0,
}

_INSERT = """
INSERT INTO {table} (queue, payload, headers)
SELECT $1, convert_to(json_build_object('key', keys[n % size + 1], 'number', n, 'note', $3::text)::text, 'UTF8'),
       $4::jsonb || jsonb_build_object('ce_id', uuidv7())
FROM (SELECT $2::text[] AS keys, cardinality($2::text[]) AS size) AS known, generate_series(1, $5::int) AS n
"""


@dataclass
class OutboxPeer:
    """The running peer."""

    ledger: Ledger
    table: str
    relayed: int = 0

    async def drain_rate(self, number: int) -> float:
        """Commit `number` rows in one transaction; return the rows per second relayed to Kafka."""
        self.relayed = 0
        async with self.ledger.owner.transaction():
            await self._insert(number)
            await self.ledger.owner.execute("SELECT pg_notify($1, $2)", f"outbox_{self.table}", QUEUE)
        began = time.perf_counter()
        while self.relayed < number or await self._left():
            await asyncio.sleep(0.02)
        return number / (time.perf_counter() - began)

    async def _insert(self, number: int) -> None:
        headers = json.dumps(headers_template(self.ledger.settings))
        insert = _INSERT.format(table=self.table)
        await self.ledger.owner.execute(insert, QUEUE, KEYS, NOTE, headers, number, timeout=600)

    async def _left(self) -> bool:
        return bool(await self.ledger.owner.fetchval(f"SELECT EXISTS (SELECT FROM {self.table})"))  # noqa: S608


@asynccontextmanager
async def outbox_peer(ledger: Ledger, table_name: str, options: Mapping[str, Any]) -> AsyncIterator[OutboxPeer]:
    """Create its table in the ledger's schema and run it, as its worker would."""
    settings = ledger.settings
    url = settings.database_url("ledger", "owner").replace("postgresql://", "postgresql+asyncpg://")
    engine = create_async_engine(url, pool_size=16, connect_args={"server_settings": {"search_path": "ledger"}})
    metadata = MetaData()
    table = make_outbox_table(metadata, table_name)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    peer = OutboxPeer(ledger, table_name)
    kafka = make_broker(settings, "ledger", consumer_only=False)
    broker = OutboxBroker(engine, outbox_table=table, apply_types=False, logger=None)
    _relay(peer, broker, kafka, options)
    async with kafka, broker:
        await kafka.start()
        yield peer
    await engine.dispose()


def _relay(peer: OutboxPeer, broker: OutboxBroker, kafka: KafkaBroker, options: Mapping[str, Any]) -> None:
    publisher = kafka.publisher(peer.ledger.settings.topic(TOPIC))

    @publisher
    @broker.subscriber(QUEUE, propagate_inbound_headers=True, **options)
    async def relay(body: dict[str, Any]) -> Response:
        peer.relayed += 1
        return KafkaResponse(body, key=body["key"].encode())
