"""Runs the handler of one record, in the batch's transaction or in a savepoint.

In a savepoint, a record either takes effect or leaves nothing but the reason of its failure. This is how a batch finds
the record that fails, and how a parked record is retried.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import structlog

from shared.events.envelope import Envelope, Unreadable, open_envelope
from shared.events.inbox.parking import ParkingReason
from shared.events.record import Record
from shared.events.unit_of_work import UnitOfWork
from shared.operations.errors import describe
from shared.postgres.faults import Fault, fault_of

log = structlog.get_logger()
A = TypeVar("A")
Handler = Callable[[UnitOfWork[A], object, Envelope], Awaitable[None]]


class Undecodable(Exception):
    """The data of a known type does not fit its contract."""


class Vocabulary(Protocol):
    """The event types that this version knows; contracts provide it."""

    def knows(self, type_: str) -> bool:
        """Whether the type is registered, with or without a handler."""

    def decode(self, type_: str, data: bytes) -> object:
        """The payload as its model. Raises `Undecodable`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """The reason why a record cannot be applied."""

    reason: ParkingReason
    detail: str


@dataclass(frozen=True, slots=True)
class Dispatcher(Generic[A]):
    """Decodes the events of a consumer and passes each to the handler of its type."""

    vocabulary: Vocabulary
    handlers: Mapping[str, Handler[A]]

    def check_type(self, envelope: Envelope) -> Failure | None:
        """Return a failure if this version does not know the event's type."""
        if self.vocabulary.knows(envelope.type):
            return None
        return Failure("unknown_type", f"{envelope.type} is not known to this version")

    async def handle(self, work: UnitOfWork[A], record: Record, envelope: Envelope) -> None:
        """Apply the record. Raises `Undecodable` and anything that the handler raises."""
        work.set_cause(envelope)
        event = self.vocabulary.decode(envelope.type, record.value)
        await self.handlers[envelope.type](work, event, envelope)

    async def handle_in_savepoint(self, work: UnitOfWork[A], record: Record, envelope: Envelope) -> Failure | None:
        """Apply the record in a savepoint. Raises the errors that are not the record's fault."""
        emitted = work.emitted
        try:
            async with work.connection.transaction():
                await self.handle(work, record, envelope)
        except Undecodable as error:
            # Decoding runs before the handler, so no events have been emitted yet.
            return Failure("undecodable", str(error))
        except Exception as error:
            if fault_of(error) is not Fault.RECORD:
                raise
            work.discard_after(emitted)
            log.warning("event_refused", event_id=str(envelope.id), type=envelope.type, exc_info=error)
            return Failure("refused", describe(error))
        return None

    async def attempt(self, work: UnitOfWork[A], record: Record) -> Failure | None:
        """Open the envelope of a single record, check its type and handle it in a savepoint."""
        try:
            envelope = open_envelope(record.topic, record.key, record.headers)
        except Unreadable as error:
            return Failure("unreadable", str(error))
        if failure := self.check_type(envelope):
            return failure
        return await self.handle_in_savepoint(work, record, envelope) if envelope.type in self.handlers else None
