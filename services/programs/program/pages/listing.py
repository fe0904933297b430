"""GET /program"""

from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from services.programs.program.model.states import ProgramState
from services.programs.program.queries.listing import ListPrograms, list_programs
from services.programs.program.queries.steps import may_plan, reads_whole
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
COVERED = {"dengan": True, "tanpa": False}


def chosen_programs(
    page: ScreenParameters,
    *,
    status: ProgramState | None = None,
    tahun: Annotated[int | None, Query(ge=1900, le=2999)] = None,
    naungan: Literal["", "dengan", "tanpa"] = "",
) -> ListPrograms:
    """The page and the filters of a reader: a state, a year, with or without an agreement."""
    return ListPrograms(None, None, status, None, tahun, COVERED.get(naungan), page)


WantedPrograms = Annotated[ListPrograms, Depends(chosen_programs)]


@router.get("/program")
async def show_list(work: CurrentWork, screen: CurrentScreen, wanted: WantedPrograms) -> Response:
    """The programs that the reader may read, the newest first; those with or without an agreement, if asked."""
    carried = next((name for name, covered in COVERED.items() if covered is wanted.covered), "")
    return screen.show(
        "listing.html.j2",
        found=await list_programs(work, wanted),
        states=get_args(ProgramState),
        chosen={"status": wanted.state, "tahun": wanted.fiscal_year, "naungan": carried},
        may_plan=may_plan(work),
        reads_whole=reads_whole(work),
    )
