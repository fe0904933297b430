"""Requeueing: what is parked on a key is applied after all, in order, through the handlers that refused it.

One transaction a key, under the lock of its row in `parked_key`: a batch that arrives meanwhile waits, and finds the
key either free or still parked, never in between. The first record that fails ends its key; it stays parked with the
new reason, and so does what follows it.
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
from shared.events.operating.parked import Head, Wanted, count_on_key, find_heads, read_key
from shared.events.operating.parking_history import forget_parked, keep_parked
from shared.events.operator_log import Operator
from shared.events.record import Record
from shared.events.unit_of_work import UnitOfWork
from shared.operations.traces import continue_trace
from shared.postgres.connections import TRANSIENT

log = structlog.get_logger()
A = TypeVar("A")

LOOK_AGAIN_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one key: how many records took effect, how many are still parked, and what stopped it."""

    topic: str
    key: str
    applied: int
    left: int
    stopped_by: Failure | None


class _TriedOnly(Exception):
    """Rolls a dry run back."""


async def requeue(
    inbox: Inbox[A], wanted: Wanted, by: Operator, *, limit: int | None = None, dry_run: bool = False
) -> AsyncIterator[Outcome]:
    """Requeue the keys whose first parked record is meant, `limit` records at most; a dry run tries and undoes."""
    # Given back before the first key is tried: each key takes a connection from the same pool, which may have only one.
    async with inbox.units.pool.acquire() as connection:
        heads = await find_heads(connection, inbox.consumer, wanted)
    for head in heads:
        if limit == 0:
            return
        outcome = await _requeue_key(inbox, head, by, limit, dry_run=dry_run)
        limit = limit - outcome.applied if limit is not None else None
        yield outcome


async def _requeue_key(inbox: Inbox[A], head: Head, by: Operator, limit: int | None, *, dry_run: bool) -> Outcome:
    cause = Cause(f"requeue:{by.who}", "", continue_trace(None))
    key = _Key(inbox, head.first.topic, head.first.key, by)
    try:
        async with inbox.units.open(inbox.actor, cause) as work:
            outcome = await key.apply(work, limit)
            _undo(dry_run)
    except _TriedOnly:
        return outcome
    log.info("parked_requeued", consumer=inbox.consumer, topic=key.topic, applied=outcome.applied, left=outcome.left)
    return outcome


def _undo(dry_run: bool) -> None:
    if dry_run:
        raise _TriedOnly


@dataclass(frozen=True, slots=True)
class _Key:
    """One key of one consumer, about to be requeued."""

    inbox: Inbox[Any]
    topic: str
    key: str
    by: Operator

    async def apply(self, work: UnitOfWork[Any], limit: int | None) -> Outcome:
        place = (self.topic, self.key)
        if not await lock_parked_keys(work.connection, self.inbox.consumer, [place]):
            return Outcome(*place, applied=0, left=0, stopped_by=None)
        records = await read_key(work.connection, self.inbox.consumer, *place, limit)
        applied, failure = [], None
        for id_, record in records:
            failure = await self._try(work, id_, record)
            if failure:
                break
            applied.append(id_)
        await forget_parked(work.connection, self.inbox.consumer, applied, "requeued", self.by)
        left = await count_on_key(work.connection, self.inbox.consumer, *place)
        return Outcome(*place, applied=len(applied), left=left, stopped_by=failure)

    async def _try(self, work: UnitOfWork[Any], id_: int, record: Record) -> Failure | None:
        failure = await self.inbox.reader.attempt(work, record)
        if failure:
            await keep_parked(work.connection, id_, failure.reason, failure.detail, self.by)
        return failure


async def requeue_understood(inbox: Inbox[Any]) -> None:
    """Requeue the keys that were parked for a type which this version knows."""
    by = Operator(f"system:{inbox.consumer}", "this version knows the type")
    async with inbox.units.pool.acquire() as connection:
        heads = await find_heads(connection, inbox.consumer, Wanted(reason="unknown_type"))
    for head in heads:
        if inbox.reader.vocabulary.knows(head.first.type or ""):
            await _requeue_key(inbox, head, by, None, dry_run=False)


async def keep_requeueing_understood(inbox: Inbox[Any]) -> None:
    """Do so when a worker starts, and now and then: an older version may still run beside it, and park more."""
    while True:
        try:
            await requeue_understood(inbox)
        except TRANSIENT as error:
            log.warning("requeue_waits", consumer=inbox.consumer, error=str(error) or type(error).__name__)
        except Exception:
            # It would come again at the next start, and the worker would never get beyond it.
            log.exception("requeue_failed", consumer=inbox.consumer)
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
