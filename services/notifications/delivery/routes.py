"""Routes of deliveries, for keepers and auditors.

GET /deliveries
GET /deliveries/counts
GET /deliveries/usage
POST /deliveries/bounces
"""

import base64
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import Base64Bytes, BaseModel, ConfigDict, Field

from services.notifications.delivery import queries
from services.notifications.delivery.commands.bouncing import BounceEffect, RecordBounce, record_bounce
from services.notifications.delivery.model.deliveries import DeliveryState
from shared.values.cooperation import Channel
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(prefix="/deliveries", route_class=WorkRoute, tags=["deliveries"])


REPORT = base64.b64encode(b"Content-Type: multipart/report; report-type=delivery-status\r\n\r\n").decode()
LONGEST_REPORT = 200_000


class BounceReport(BaseModel):
    """The report of a mail server about a message of Sinergi (RFC 3464), whole and in base 64."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"report": REPORT}]})

    report: Annotated[Base64Bytes, Field(max_length=LONGEST_REPORT)]


class BounceRecorded(BaseModel):
    """What followed from a report."""

    effect: BounceEffect


@dataclass(frozen=True)
class Chosen:
    """What narrows the list."""

    state: Annotated[DeliveryState | None, Query(description="failed: what somebody has to see to")] = None
    channel: Annotated[Channel | None, Query()] = None
    rule: Annotated[str | None, Query(pattern=r"^[a-z_]{1,60}$")] = None
    notice_id: Annotated[UUID | None, Query()] = None


@router.get("", summary="Kiriman di luar kotak masuk / deliveries outside the inbox")
async def list_all(
    work: CurrentWork,
    page: PageParameters,
    chosen: Annotated[Chosen, Depends()],
) -> Page[queries.ListedDelivery]:
    """List deliveries with their attempts, newest first. No address is shown."""
    return await queries.list_deliveries(
        work, queries.ListDeliveries(page, chosen.state, chosen.channel, chosen.rule, chosen.notice_id)
    )


@router.get("/counts", summary="Jumlah kiriman per bulan / deliveries by month")
async def count(work: CurrentWork) -> list[queries.DeliveryCount]:
    """Count what was sent, dropped and failed in the last twelve months, by channel."""
    return await queries.count_deliveries(work, queries.CountDeliveries())


@router.get("/usage", summary="Nasib pemberitahuan per aturan / what became of notices, by rule")
async def list_usage(work: CurrentWork) -> list[queries.RuleUsage]:
    """Show how many notices of each rule were read, closed with their cause, or expired unread."""
    return await queries.list_rule_usage(work, queries.ListRuleUsage())


@router.post("/bounces", summary="Laporan surel yang tidak sampai / report of an e-mail that did not arrive")
async def report_bounce(work: CurrentWork, body: BounceReport) -> BounceRecorded:
    """Take the report of a mail server: the delivery failed, and an unknown address is not used again."""
    return BounceRecorded(effect=await record_bounce(work, RecordBounce(body.report)))
