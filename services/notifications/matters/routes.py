"""Route of matters, for keepers and auditors.

GET /matters
"""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from services.notifications.matters.queries import FoundMatter, ListMatters, list_matters
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(prefix="/matters", route_class=WorkRoute, tags=["matters"])


@dataclass(frozen=True)
class Wanted:
    """What narrows the list."""

    rule: Annotated[str | None, Query(pattern=r"^[a-z][a-z0-9_]{0,59}$")] = None
    business_key: Annotated[str | None, Query(max_length=200, description="such as the id of an agreement")] = None
    desk: Annotated[str | None, Query(max_length=120, description="such as `region:JATENG:reviewer`")] = None
    event_id: Annotated[UUID | None, Query(description="the event that opened or closed it")] = None
    is_open: Annotated[bool | None, Query(description="true: no event has closed it")] = None


@router.get("", summary="Siapa diberi tahu tentang apa / who was notified of what")
async def list_all(work: CurrentWork, page: PageParameters, wanted: Annotated[Wanted, Depends()]) -> Page[FoundMatter]:
    """List matters at all desks, the latest first, with the events that opened and closed them and their notices."""
    query = ListMatters(page, wanted.rule, wanted.business_key, wanted.desk, wanted.event_id, wanted.is_open)
    return await list_matters(work, query)
