"""Requeueing: the parked records of a key are applied in order, by the current handlers.

Each key has its own transaction, under the lock of its row in `parked_key`: a batch that arrives meanwhile waits, then
finds the key either free or still parked. The first record that fails ends its key; it stays parked with the new
reason, and so do the records after it.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog

from shared.events.envelope import Cause
from shared.events.inbox.attempt import Failure
from shared.events.inbox.inbox import Inbox
from shared.events.inbox.parking import lock_parked_keys
from shared.events.operating.parked import ParkedFilter, ParkedKey, count_on_key, find_parked_keys, load_key
from shared.events.operating.parking_history import log_refusal, remove_parked
from shared.events.operator_log import Operator
from shared.events.record import Record
from shared.events.unit_of_work import UnitOfWork
from shared.operations.errors import describe
from shared.operations.traces import continue_trace
from shared.postgres.connections import TRANSIENT

log = structlog.get_logger()
A = TypeVar("A")

REQUEUE_INTERVAL_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result for one key: records applied, records still parked, and the failure that stopped it."""

    topic: str
    key: str
    applied: int
    left: int
    stopped_by: Failure | None


class _DryRunDone(Exception):
    """Rolls a dry run back."""


async def requeue(
    inbox: Inbox[A], wanted: ParkedFilter, by: Operator, *, limit: int | None = None, dry_run: bool = False
) -> AsyncIterator[Outcome]:
    """Requeue keys whose first parked record is selected, at most `limit` records; a dry run is rolled back."""
    # Released before the first key: each key takes a connection from the same pool, which may have only one.
    async with inbox.units.pool.acquire() as connection:
        keys = await find_parked_keys(connection, inbox.consumer, wanted)
    for parked_key in keys:
        if limit == 0:
            return
        outcome = await _requeue_key(inbox, parked_key, by, limit, dry_run=dry_run)
        limit = limit - outcome.applied if limit is not None else None
        yield outcome


async def _requeue_key(
    inbox: Inbox[A], parked_key: ParkedKey, by: Operator, limit: int | None, *, dry_run: bool
) -> Outcome:
    cause = Cause(f"requeue:{by.who}", "", continue_trace(None))
    key = _Key(inbox, parked_key.first.topic, parked_key.first.key, by)
    try:
        async with inbox.units.open(inbox.actor, cause) as work:
            outcome = await key.apply(work, limit)
            _end_dry_run(dry_run)
    except _DryRunDone:
        return outcome
    log.info("parked_requeued", consumer=inbox.consumer, topic=key.topic, applied=outcome.applied, left=outcome.left)
    return outcome


def _end_dry_run(dry_run: bool) -> None:
    if dry_run:
        raise _DryRunDone


@dataclass(frozen=True, slots=True)
class _Key:
    """One key of one consumer that is being requeued."""

    inbox: Inbox[Any]
    topic: str
    key: str
    by: Operator

    async def apply(self, work: UnitOfWork[Any], limit: int | None) -> Outcome:
        topic_and_key = (self.topic, self.key)
        if not await lock_parked_keys(work.connection, self.inbox.consumer, [topic_and_key]):
            return Outcome(*topic_and_key, applied=0, left=0, stopped_by=None)
        records = await load_key(work.connection, self.inbox.consumer, *topic_and_key, limit)
        applied, failure = [], None
        for id_, record in records:
            failure = await self._try(work, id_, record)
            if failure:
                break
            applied.append(id_)
        await remove_parked(work.connection, self.inbox.consumer, applied, "requeued", self.by)
        left = await count_on_key(work.connection, self.inbox.consumer, *topic_and_key)
        return Outcome(*topic_and_key, applied=len(applied), left=left, stopped_by=failure)

    async def _try(self, work: UnitOfWork[Any], id_: int, record: Record) -> Failure | None:
        failure = await self.inbox.dispatcher.attempt(work, record)
        if failure:
            await log_refusal(work.connection, id_, failure.reason, failure.detail, self.by)
        return failure


async def requeue_known_types(inbox: Inbox[Any]) -> None:
    """Requeue keys that were parked because of an unknown type, if this version knows the type."""
    by = Operator(f"system:{inbox.consumer}", "this version knows the type")
    async with inbox.units.pool.acquire() as connection:
        keys = await find_parked_keys(connection, inbox.consumer, ParkedFilter(reason="unknown_type"))
    for parked_key in keys:
        if inbox.dispatcher.vocabulary.knows(parked_key.first.type or ""):
            await _requeue_key(inbox, parked_key, by, None, dry_run=False)


async def keep_requeueing_known_types(inbox: Inbox[Any]) -> None:
    """Requeue them at the start and at intervals: an older version may still be running and park more."""
    while True:
        try:
            await requeue_known_types(inbox)
        except TRANSIENT as error:
            log.warning("requeue_retrying", consumer=inbox.consumer, error=describe(error))
        except Exception:
            # Ending the worker would not help: it would fail again at each start.
            log.exception("requeue_failed", consumer=inbox.consumer)
        await asyncio.sleep(REQUEUE_INTERVAL_SECONDS)
