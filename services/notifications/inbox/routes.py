"""Routes of the inbox; each account reads the notices of its own desks only.

GET /inbox
GET /inbox/count
GET /inbox/{notice_id}
GET /inbox/{notice_id}/steps
POST /inbox/{notice_id}/readings
"""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, JsonValue

from services.notifications.inbox.commands.reading import MarkNoticeRead, mark_notice_read
from services.notifications.inbox.model import ListedMatter, Notice
from services.notifications.inbox.queries import (
    CountUnread,
    ListNotices,
    ListSteps,
    MatterSteps,
    ShowNotice,
    count_unread,
    list_notices,
    list_steps,
    show_notice,
)
from shared.values.cooperation import Severity
from shared.values.texts import Text
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Versioned

router = APIRouter(prefix="/inbox", route_class=WorkRoute, tags=["inbox"])

EXAMPLE: dict[str, JsonValue] = {
    "id": "019bfe6c-5a40-7d1e-9c5b-0d7f3f1c2a10",
    "rule": "program_planned",
    "desk": "facility:0b3f6f0e-6d0d-5d3a-8f7e-0f6a6a2f6f11:cooperation_officer",
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
    "matters": 1,
    "listed": [
        {
            "subject": {
                "id": "Program baru direncanakan: Pendidikan Kesetaraan Paket A",
                "en": "New program planned: Pendidikan Kesetaraan Paket A",
            },
            "page": "/program/019bfe6c-59f2-7a43-8d11-6a4c7f0f9e22",
        }
    ],
    "closed_at": None,
    "closed_because": None,
}


class NoticeView(BaseModel):
    """A notice and its matters; an expired or closed one is kept for the record.

    `listed` has at most ten matters, the latest first, each with the address of its screen at the door, null if it has
    none. The directorate general gets the number of several matters, and no list.
    """

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
    matters: int
    listed: tuple[ListedMatter, ...]
    closed_at: datetime | None
    closed_because: Text | None

    @classmethod
    def of(cls, notice: Notice, now: datetime) -> "NoticeView":
        """The notice as it is now."""
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
            matters=notice.matters,
            listed=notice.listed,
            closed_at=notice.closed_at,
            closed_because=notice.closed_because,
        )


class UnreadCount(BaseModel):
    """The number of unread living notices, by severity."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"information": 3, "action": 4, "critical": 0}]})

    information: int = 0
    action: int = 0
    critical: int = 0


@router.get("", summary="Kotak masuk saya / my inbox")
async def list_all(
    work: CurrentWork,
    page: PageParameters,
    unread: Annotated[bool | None, Query(description="true: only unread; false: only read, closed or expired")] = None,
    severity: Annotated[Severity | None, Query()] = None,
) -> Page[NoticeView]:
    """List the notices of the account's desks: unread first, then newest first."""
    found = await list_notices(work, ListNotices(page, unread, severity))
    return Page(items=[NoticeView.of(notice, work.now) for notice in found.items], next=found.next)


@router.get("/count", summary="Jumlah yang belum dibaca / number of unread notices")
async def count(work: CurrentWork) -> UnreadCount:
    """Count the unread notices of the account's desks that are neither closed nor expired."""
    counts = await count_unread(work, CountUnread())
    return UnreadCount(**{str(severity): count for severity, count in counts.items()})


@router.get("/{notice_id}", summary="Satu pemberitahuan / one notice")
async def show(work: CurrentWork, notice_id: UUID) -> Versioned[NoticeView]:
    """Show one notice, without marking it as read."""
    notice = await show_notice(work, ShowNotice(notice_id))
    return Versioned(NoticeView.of(notice, work.now), notice.version)


@router.get("/{notice_id}/steps", summary="Langkah bila tidak ditindaklanjuti / steps while no action is taken")
async def list_ladder(work: CurrentWork, notice_id: UUID) -> list[MatterSteps]:
    """List, for each open matter of a notice, when it was or will be announced again and to the levels above."""
    return await list_steps(work, ListSteps(notice_id))


@router.post("/{notice_id}/readings", summary="Tandai sudah dibaca / mark as read")
async def mark_read(work: CurrentWork, notice_id: UUID) -> Versioned[NoticeView]:
    """Mark a notice as read. No If-Match is needed: nothing is overwritten, and a second time changes nothing."""
    notice = await mark_notice_read(work, MarkNoticeRead(notice_id))
    return Versioned(NoticeView.of(notice, work.now), notice.version)
