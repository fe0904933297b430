"""The inbox over HTTP: everyone sees the desks at which they sit, and nobody another's."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, JsonValue

from services.notifications.inbox.commands import ReadNotice, read_notice
from services.notifications.inbox.model import Notice
from services.notifications.inbox.queries import (
    CountUnread,
    GetNotice,
    ListNotices,
    count_unread,
    get_notice,
    list_notices,
)
from shared.values.cooperation import Severity
from shared.values.texts import Text
from shared.web.cursors import Page, WantedPage
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Versioned

router = APIRouter(prefix="/inbox", route_class=WorkRoute, tags=["inbox"])

EXAMPLE: dict[str, JsonValue] = {
    "id": "019bfe6c-5a40-7d1e-9c5b-0d7f3f1c2a10",
    "rule": "program_planned",
    "desk": "facility:0b3f6f0e-6d0d-5d3a-8f7e-0f6a6a2f6f11:officer",
    "event_id": "019bfe6c-59f2-7a43-8d11-6a4c7f0f9e21",
    "event_type": "program.planned.v1",
    "facility_id": "0b3f6f0e-6d0d-5d3a-8f7e-0f6a6a2f6f11",
    "region": "JATENG",
    "subject": {
        "id": "Program baru direncanakan: Pendidikan Kesetaraan Paket A",
        "en": "New program planned: Pendidikan Kesetaraan Paket A",
    },
    "body": {
        "id": "… Mohon ditetapkan kapasitas dan waktu pembukaannya paling lambat 26 Februari 2026.",
        "en": "… Please set its capacity and the day on which it opens by 26 February 2026.",
    },
    "severity": "action",
    "useful_until": "2026-02-26",
    "expired": False,
    "issued_at": "2026-01-27T03:15:00Z",
    "read_at": None,
}


class NoticeView(BaseModel):
    """A notice; an expired one has stopped being useful and is kept for the record."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    id: UUID
    rule: str
    desk: str
    event_id: UUID
    event_type: str
    facility_id: UUID | None
    region: str | None
    subject: Text
    body: Text
    severity: Severity
    useful_until: date
    expired: bool
    issued_at: datetime
    read_at: datetime | None

    @classmethod
    def of(cls, notice: Notice, now: datetime) -> "NoticeView":
        """The notice as it is at this moment."""
        return cls(
            id=notice.id,
            rule=notice.rule,
            desk=str(notice.desk),
            event_id=notice.event_id,
            event_type=notice.event_type,
            facility_id=notice.facility_id,
            region=notice.region,
            subject=notice.subject,
            body=notice.body,
            severity=notice.severity,
            useful_until=notice.useful_until,
            expired=notice.expired(now),
            issued_at=notice.issued_at,
            read_at=notice.read_at,
        )


class UnreadCount(BaseModel):
    """How many notices are unread, by severity."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"information": 3, "action": 4, "critical": 0}]})

    information: int = 0
    action: int = 0
    critical: int = 0


@router.get("", summary="What lies before one's desks, unread and newest first")
async def get_inbox(
    work: CurrentWork,
    page: WantedPage,
    unread: Annotated[bool | None, Query(description="true: only unread; false: only read")] = None,
    severity: Annotated[Severity | None, Query()] = None,
) -> Page[NoticeView]:
    """List the notices of every desk at which the account sits."""
    found = await list_notices(work, ListNotices(page, unread, severity))
    return Page(items=[NoticeView.of(notice, work.now) for notice in found.items], next=found.next)


@router.get("/count", summary="How many are unread")
async def get_count(work: CurrentWork) -> UnreadCount:
    """Count the unread notices of every desk at which the account sits."""
    counts = await count_unread(work, CountUnread())
    return UnreadCount(**{str(severity): count for severity, count in counts.items()})


@router.get("/{notice_id}", summary="One notice")
async def get_one(work: CurrentWork, notice_id: UUID) -> Versioned[NoticeView]:
    """Show one notice, without marking it as read."""
    notice = await get_notice(work, GetNotice(notice_id))
    return Versioned(NoticeView.of(notice, work.now), notice.version)


@router.post("/{notice_id}/readings", summary="Mark a notice as read")
async def post_reading(work: CurrentWork, notice_id: UUID) -> Versioned[NoticeView]:
    """Say that the desk has read it. It needs no If-Match: it overwrites nothing, and twice is as good as once."""
    notice = await read_notice(work, ReadNotice(notice_id))
    return Versioned(NoticeView.of(notice, work.now), notice.version)
