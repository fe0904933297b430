"""Events of the notifications service, for Sinergi itself: how many notices are sent and read. Key: the notice."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Growing
from shared.values.cooperation import Severity

NOTIFICATIONS_INTERNAL = "notifications.internal.v1"


class NoticeEvent(Event):
    """What every event about a notice carries: the rule behind it and the desk (unit and role) before which it lies."""

    notice_id: UUID = Field(description="the notice")
    rule: str = Field(description="the rule that brought it about")
    desk: str = Field(description="unit and role before which it lies, such as `region:JATENG:regional_reviewer`")
    severity: Annotated[Severity, Growing()] = Field(description="to know, to act on, to act on at once")


class NoticeIssued(
    NoticeEvent, type="notice.issued.v1", topic=NOTIFICATIONS_INTERNAL, key="notice_id", subject="notice_id"
):
    """A notice lies before a desk."""


class NoticeRead(
    NoticeEvent, type="notice.read.v1", topic=NOTIFICATIONS_INTERNAL, key="notice_id", subject="notice_id"
):
    """Somebody at the desk has read it."""
