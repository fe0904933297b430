"""GET /positions/freshness."""

from fastapi import APIRouter

from shared.contracts.agreements import AGREEMENTS_INTERNAL
from shared.contracts.topics import TOPICS
from shared.operations.settings import Settings
from shared.rooms.positions.comparison import position_type
from shared.rooms.positions.queries import PositionsFreshnessView, ShowPositionsFreshness, show_positions_freshness
from shared.web.edge import CurrentWork, WorkRoute


def positions_router(settings: Settings, service: str) -> APIRouter:
    """The route of one service's api."""
    router = APIRouter(route_class=WorkRoute, tags=["access"])
    owns_positions = service == TOPICS[AGREEMENTS_INTERNAL]
    owned_type = position_type(settings) if owns_positions else None

    @router.get("/positions/freshness", summary="Kemutakhiran data jabatan / how up to date positions are")
    async def show_freshness(work: CurrentWork) -> PositionsFreshnessView:
        """The age of this service's copy of positions, and whether an event is missing in it."""
        return await show_positions_freshness(work, ShowPositionsFreshness(owned_type))

    return router
