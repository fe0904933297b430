"""Internal events of notifications: a notice was issued, read, closed, or could not be delivered. Key: the notice."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Extensible
from shared.values.cooperation import Channel, DeliveryCause, Severity

NOTIFICATIONS_INTERNAL = "notifications.internal.v1"


class NoticeEvent(Event):
    """Fields of every event about a notice: its rule and the desk (unit and role) to which it is addressed."""

    notice_id: UUID = Field(description="the notice")
    version: int = Field(description="the notice's version after the event; an event with a lower one is older")
    rule: str = Field(description="the rule that created it")
    desk: str = Field(description="unit and role to which it is addressed, such as `region:JATENG:reviewer`")
    severity: Annotated[Severity, Extensible()] = Field(description="to know, to act on, to act on immediately")


class NoticeIssued(
    NoticeEvent, type="notice.issued.v1", topic=NOTIFICATIONS_INTERNAL, key="notice_id", subject="notice_id"
):
    """A notice was created for a desk."""


class NoticeClosed(
    NoticeEvent, type="notice.closed.v1", topic=NOTIFICATIONS_INTERNAL, key="notice_id", subject="notice_id"
):
    """The last matter of the notice was closed, or is shown by a more recent notice."""


class NoticeRead(
    NoticeEvent, type="notice.read.v1", topic=NOTIFICATIONS_INTERNAL, key="notice_id", subject="notice_id"
):
    """A holder of the desk has read the notice."""


class DeliveryFailed(
    NoticeEvent, type="delivery.failed.v1", topic=NOTIFICATIONS_INTERNAL, key="notice_id", subject="notice_id"
):
    """The notice could not be brought to a holder of its desk, and is not tried again. It names no person."""

    delivery_id: UUID = Field(description="the delivery, by which the keeper finds it")
    channel: Annotated[Channel, Extensible()] = Field(description="the way by which it was sent")
    cause: Annotated[DeliveryCause, Extensible()] = Field(description="why it failed")
