"""One attempt at one record, in a savepoint: it takes effect, or leaves no trace but the reason why not."""

from dataclasses import dataclass
from typing import TypeVar

import structlog

from shared.events.envelope import Envelope, Unreadable, open_envelope
from shared.events.inbox import Inbox, Undecodable
from shared.events.parking import Reason, Record
from shared.events.unit_of_work import UnitOfWork
from shared.postgres.connections import TRANSIENT

log = structlog.get_logger()
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a record cannot be applied."""

    reason: Reason
    detail: str


async def attempt(inbox: Inbox[A], work: UnitOfWork[A], record: Record) -> Failure | None:
    """Apply `record` as the inbox would. What passes by itself is raised: it says nothing of the record."""
    try:
        envelope = open_envelope(record.topic, record.key, record.headers)
    except Unreadable as error:
        return Failure("unreadable", str(error))
    if not inbox.vocabulary.knows(envelope.type):
        return Failure("unknown_type", f"{envelope.type} is not known to this version")
    return await _handle(inbox, work, record, envelope)


async def _handle(inbox: Inbox[A], work: UnitOfWork[A], record: Record, envelope: Envelope) -> Failure | None:
    handler = inbox.handlers.get(envelope.type)
    if handler is None:
        return None
    said, work.cause = work.emitted, envelope.as_cause()
    try:
        event = inbox.vocabulary.decode(envelope.type, record.value)
        async with work.connection.transaction():
            await handler(work, event, envelope)
    except TRANSIENT:
        raise
    except Undecodable as error:
        return Failure("undecodable", str(error))
    except Exception as error:
        work.forget_after(said)
        log.warning("event_refused", event_id=str(envelope.id), type=envelope.type, exc_info=error)
        return Failure("refused", f"{type(error).__name__}: {error}")
    return None
