"""One record and its handler: applied in the batch's transaction, or apart in a savepoint of its own.

Apart, a record takes effect or leaves no trace but the reason why not: that is how a batch finds the record that fails,
and how a parked one is tried again.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import structlog

from shared.events.envelope import Envelope, Unreadable, open_envelope
from shared.events.inbox.parking import Reason
from shared.events.record import Record
from shared.events.unit_of_work import UnitOfWork
from shared.postgres.connections import TRANSIENT

log = structlog.get_logger()
A = TypeVar("A")
Handler = Callable[[UnitOfWork[A], object, Envelope], Awaitable[None]]


class Undecodable(Exception):
    """The data of a known type does not fit its contract."""


class Vocabulary(Protocol):
    """The types that this version knows; contracts provide it."""

    def knows(self, type_: str) -> bool:
        """Whether the type is registered, handled here or not."""

    def decode(self, type_: str, data: bytes) -> object:
        """The payload as its model. Raises `Undecodable`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a record cannot be applied."""

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Reader(Generic[A]):
    """What a consumer knows, and what it does about each type."""

    vocabulary: Vocabulary
    handlers: Mapping[str, Handler[A]]

    def unknown(self, envelope: Envelope) -> Failure | None:
        """Why nothing can be done about the event's type, if so."""
        if self.vocabulary.knows(envelope.type):
            return None
        return Failure("unknown_type", f"{envelope.type} is not known to this version")

    async def handle(self, work: UnitOfWork[A], record: Record, envelope: Envelope) -> None:
        """Apply the record; whatever its handler raises, and `Undecodable`, is for the caller."""
        work.because_of(envelope)
        event = self.vocabulary.decode(envelope.type, record.value)
        await self.handlers[envelope.type](work, event, envelope)

    async def handle_apart(self, work: UnitOfWork[A], record: Record, envelope: Envelope) -> Failure | None:
        """Apply the record in a savepoint. What passes by itself is raised: it says nothing of the record."""
        said = work.emitted
        try:
            async with work.connection.transaction():
                await self.handle(work, record, envelope)
        except TRANSIENT:
            raise
        except Undecodable as error:
            # Decoding comes before the handler, so nothing has been said that would have to be unsaid.
            return Failure("undecodable", str(error))
        except Exception as error:
            work.forget_after(said)
            log.warning("event_refused", event_id=str(envelope.id), type=envelope.type, exc_info=error)
            return Failure("refused", f"{type(error).__name__}: {error}")
        return None

    async def attempt(self, work: UnitOfWork[A], record: Record) -> Failure | None:
        """All of it for a record that stands alone: open its envelope, know its type, handle it apart."""
        try:
            envelope = open_envelope(record.topic, record.key, record.headers)
        except Unreadable as error:
            return Failure("unreadable", str(error))
        if failure := self.unknown(envelope):
            return failure
        return await self.handle_apart(work, record, envelope) if envelope.type in self.handlers else None
