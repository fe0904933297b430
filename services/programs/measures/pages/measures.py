"""GET /ukuran
GET /ukuran/partisipasi
GET /ukuran/replikasi
"""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.programs.measures.queries.definitions import ListMeasures, list_measures
from services.programs.measures.queries.participation import ShowParticipation, show_participation
from services.programs.measures.queries.replication import ShowReplication, show_replication
from services.programs.months.model.month import Month
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
MonthText = Annotated[str | None, Query(pattern=r"^((19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2]))?$")]
Region = Annotated[str | None, Query(max_length=20)]


@router.get("/ukuran")
async def show_definitions(work: CurrentWork, screen: CurrentScreen) -> Response:
    """Every measure in words."""
    return screen.show("definitions.html.j2", measures=await list_measures(work, ListMeasures()))


@router.get("/ukuran/partisipasi")
async def show_who_took_part(
    work: CurrentWork, screen: CurrentScreen, dari: MonthText = None, sampai: MonthText = None, wilayah: Region = None
) -> Response:
    """Participation by region or facility."""
    query = ShowParticipation(_month(dari), _month(sampai), wilayah or None)
    return await _show(work, screen, "participation", await show_participation(work, query), wilayah)


@router.get("/ukuran/replikasi")
async def show_what_spread(
    work: CurrentWork, screen: CurrentScreen, dari: MonthText = None, sampai: MonthText = None, wilayah: Region = None
) -> Response:
    """Replication by region or facility of the guest."""
    query = ShowReplication(_month(dari), _month(sampai), wilayah or None)
    return await _show(work, screen, "replication", await show_replication(work, query), wilayah)


async def _show(work: CurrentWork, screen: CurrentScreen, code: str, found: object, region: str | None) -> Response:
    definitions = await list_measures(work, ListMeasures())
    return screen.show(
        f"{code}.html.j2",
        found=found,
        definition=next(each for each in definitions if each.code == code),
        region=region or "",
    )


def _month(written: str | None) -> Month | None:
    return Month.read(written) if written else None
