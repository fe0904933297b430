"""Events of the notifications service, for Sinergi itself: how many notices are sent and read. Key: the notice."""

from uuid import UUID

from shared.contracts.event import Event
from shared.values.cooperation import Severity

NOTIFICATIONS_INTERNAL = "notifications.internal.v1"


class NoticeEvent(Event):
    """What every event about a notice carries: the rule behind it and the desk (unit and role) before which it lies."""

    notice_id: UUID
    rule: str
    desk: str
    severity: Severity


class NoticeIssued(
    NoticeEvent, type="notice.issued.v1", topic=NOTIFICATIONS_INTERNAL, key="notice_id", subject="notice_id"
):
    """A notice lies before a desk."""


class NoticeRead(
    NoticeEvent, type="notice.read.v1", topic=NOTIFICATIONS_INTERNAL, key="notice_id", subject="notice_id"
):
    """Somebody at the desk has read it."""
