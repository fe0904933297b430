"""Routes of deliveries, for keepers and auditors.

GET /deliveries
GET /deliveries/counts
GET /deliveries/usage
"""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from services.notifications.delivery import queries
from services.notifications.delivery.model.deliveries import DeliveryState
from shared.values.cooperation import Channel
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(prefix="/deliveries", route_class=WorkRoute, tags=["deliveries"])


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
