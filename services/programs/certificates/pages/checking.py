"""GET /sertifikat: the check of a certificate, for anyone who has it at hand.

The code is in the query, because paths stand in logs and in problems, and queries do not.
"""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.programs.certificates.queries.checking import ShowCheck, show_check
from shared.console.page_route import VisitorRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=VisitorRoute)


@router.get("/sertifikat")
async def show(
    work: CurrentWork, screen: CurrentScreen, kode: Annotated[str | None, Query(min_length=1, max_length=40)] = None
) -> Response:
    """Whether the certificate of a code is in effect, its practice and its month; without a code, a field for it."""
    return screen.show("checking.html.j2", certificate=await show_check(work, ShowCheck(kode)), discreet=True)
