"""A delivery: one event for one endpoint, its attempts and its state."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from shared.values.refusals import Conflict, NotFound
from shared.values.texts import Text

DeliveryState = Literal["waiting", "set_aside", "delivered", "failed", "withheld"]
"""Waiting holds up the later events of its key; set aside does not. Withheld: the subscriber lost the right to it."""
Cause = Literal[
    "delivered",
    "answered",
    "redirected",
    "timed_out",
    "unreachable",
    "unresolved",
    "inner_address",
    "insecure",
    "broken",
]
"""Why an attempt ended as it did; `answered`: with a status that is no success."""
PING = "webhook.ping"
"""The type of a test, which is no event of a topic."""


class DeliveryNotFound(NotFound):
    """The endpoint has no delivery of this event."""

    title = Text("Pengiriman tidak ditemukan", "Delivery not found")
    detail = Text(
        "Alamat ini tidak mempunyai pengiriman kejadian {event_id}.",
        "This endpoint has no delivery of the event {event_id}.",
    )


class DeliveryStillWaits(Conflict):
    """The delivery waits for its turn, and sending it by hand would change the order."""

    title = Text("Pengiriman masih menunggu giliran", "The delivery waits for its turn")
    detail = Text(
        "Kejadian ini masih akan dikirim sendiri menurut urutannya. Tidak perlu dikirim ulang.",
        "This event will be sent in its order by itself. There is no need to send it again.",
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one attempt; `status` is None if there was no answer."""

    cause: Cause
    status: int | None = None
    milliseconds: int = 0
    retry_after: timedelta = timedelta(0)

    @property
    def delivered(self) -> bool:
        """Whether the receiver has taken the event."""
        return self.cause == "delivered"


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """An event of the feed by its attributes, and its bytes."""

    event_id: UUID
    type: str
    topic: str
    key: str
    stream_version: int
    chain_id: int
    recorded_at: datetime
    body: bytes


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """A delivery whose turn it is."""

    event_id: UUID
    type: str
    topic: str
    chain_id: int
    state: DeliveryState
    attempts: int
    first_at: datetime | None
