"""GET /data-induk"""

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.register.queries.fields import ListFields, list_fields
from services.agreements.register.queries.partners import may_keep_partners
from services.agreements.register.queries.positions import may_keep_positions
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/data-induk")
async def show_master_data(work: CurrentWork, screen: CurrentScreen) -> Response:
    """The parts of the master data, each with a link; those that the reader keeps among them."""
    # Asked for the right to read: every account that reads the register sees the page.
    tree = await list_fields(work, ListFields())
    return screen.show(
        "master_data.html.j2",
        fields=sum(1 for _ in tree.walk()),
        may_keep_partners=may_keep_partners(work),
        may_keep_positions=may_keep_positions(work),
    )
