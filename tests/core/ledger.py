"""Two test services on real servers: `ledger` emits numbers, `reader` consumes and records them.

They share only the event core with Sinergi's services, so that the proofs concern the event core alone.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shared.events.envelope import Cause, Envelope, Origin
from shared.events.inbox.attempt import Dispatcher, Undecodable
from shared.events.inbox.inbox import Inbox
from shared.events.inbox.marks import insert_marks
from shared.events.operator_log import Operator
from shared.events.unit_of_work import UnitOfWork, UnitsOfWork
from shared.operations.settings import Settings
from shared.postgres.connections import Pool, open_pool

TOPIC = "ledger.v1"
PARTITIONS = 4
PREFIX = "test.sinergi"
BY = Operator("operator of the tests", "a test")
CAUSE = Cause("story", "test", "00-" + "1" * 32 + "-" + "2" * 16 + "-01")


@dataclass(frozen=True)
class Counted:
    """The ledger's only event: a number was counted for a key."""

    key: str
    number: int
    type: str = "number.counted.v1"
    topic: str = TOPIC

    @property
    def subject(self) -> str:
        return self.key

    @property
    def schema_uri(self) -> str:
        return "urn:test:number.counted.v1"

    def data(self) -> bytes:
        return json.dumps({"key": self.key, "number": self.number}).encode()


class Numbers:
    """The reader's vocabulary."""

    def knows(self, type_: str) -> bool:
        return type_ == f"{PREFIX}.number.counted.v1"

    def decode(self, type_: str, data: bytes) -> object:
        try:
            return json.loads(data)
        except ValueError as error:
            raise Undecodable(str(error)) from error


async def record_number(work: UnitOfWork[str], event: Any, envelope: Envelope) -> None:
    """The reader's effect: refuse negative numbers, record the others and emit them again in the reader's outbox."""
    if event["number"] < 0:
        raise ValueError("negative numbers are refused")
    await work.connection.execute(
        "INSERT INTO consumed (key, number, event_id) VALUES ($1, $2, $3)", event["key"], event["number"], envelope.id
    )
    work.emit(Counted(event["key"], event["number"], topic="reader.v1"))


@asynccontextmanager
async def units_of(settings: Settings, service: str) -> AsyncIterator[UnitsOfWork[str]]:
    """Units of work of one of the two services."""
    pool: Pool = await open_pool(settings, service, f"{service} test")
    try:
        yield UnitsOfWork(pool, Origin(settings.instance, service, PREFIX), lambda: datetime.now(UTC), lambda: None)
    finally:
        await pool.close()


async def make_inbox(settings: Settings, units: UnitsOfWork[str]) -> Inbox[str]:
    """The reader's inbox, after its marks were inserted."""
    async with units.pool.acquire() as connection:
        await insert_marks(connection, "reader", settings.topic(TOPIC), f"/{settings.instance}/ledger")
    handlers = {f"{PREFIX}.number.counted.v1": record_number}
    return Inbox("reader", units, "reader", Dispatcher(Numbers(), handlers), retry_seconds=0.1)
