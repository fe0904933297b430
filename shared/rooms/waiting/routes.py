"""GET /waiting, GET /waiting/counts."""

from typing import Annotated

from fastapi import APIRouter, Query

from shared.rooms.waiting.model import WaitingCase, WaitingCount
from shared.rooms.waiting.queries import CountWaiting, ListWaiting, count_waiting, list_waiting
from shared.rooms.waiting.stages import WaitingList
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute


def waiting_router(waiting: WaitingList) -> APIRouter:
    """The routes of a service's waiting list."""
    router = APIRouter(prefix="/waiting", route_class=WorkRoute, tags=["waiting"])
    by_kind = Query(pattern=f"^({'|'.join(waiting.kinds)})$")
    by_unit = Query(pattern="^[0-9A-Za-z-]{2,36}$", description="id of a facility or partner, or code of a region")

    @router.get("", summary="Yang menunggu saya / what waits for me")
    async def list_cases(
        work: CurrentWork,
        page: PageParameters,
        unit: Annotated[str | None, by_unit] = None,
        kind: Annotated[str | None, by_kind] = None,
        overdue: Annotated[bool | None, Query(description="true: only overdue cases; false: only the others")] = None,
    ) -> Page[WaitingCase]:
        """The cases that the caller's positions have to act on, the first due first, then the oldest."""
        return await list_waiting(work, ListWaiting(waiting, page, unit, kind, overdue))

    @router.get("/counts", summary="Berapa yang menunggu per unit / how much waits per unit")
    async def list_counts(
        work: CurrentWork, page: PageParameters, kind: Annotated[str | None, by_kind] = None
    ) -> Page[WaitingCount]:
        """The number of cases, and of those overdue, for every unit within the caller's region or the nation."""
        return await count_waiting(work, CountWaiting(waiting, page, kind))

    return router
