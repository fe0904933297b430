"""GET /unit
GET /unit/{id}
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.agreements.register.model.facts import UnitFact
from services.agreements.register.model.units import REGION_CODE
from services.agreements.register.queries.positions import may_keep_positions
from services.agreements.register.queries.units import (
    ListOffices,
    ListUnits,
    ShowUnit,
    list_offices,
    list_units,
    may_keep_units,
    show_unit,
)
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.console.writing import ZONE_NAMES
from shared.values.cooperation import UnitKind
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
KINDS: tuple[UnitKind, ...] = ("facility", "regional_office", "directorate_general", "ministry")


@router.get("/unit")
async def show_list(
    work: CurrentWork,
    screen: CurrentScreen,
    page: ScreenParameters,
    *,
    cari: Annotated[str, Query(max_length=200)] = "",
    jenis: UnitKind | None = None,
    wilayah: Annotated[str | None, Query(pattern=REGION_CODE)] = None,
) -> Response:
    """Our own units by name, by kind and by region."""
    return screen.show(
        "own_units.html.j2",
        found=await list_units(work, ListUnits(jenis, page, wilayah, cari.strip() or None)),
        chosen={"cari": cari, "jenis": jenis, "wilayah": wilayah},
        kinds=KINDS,
        may_keep=may_keep_units(work),
        offices=await list_offices(work, ListOffices()),
    )


@router.get("/unit/{unit_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, unit_id: UUID) -> Response:
    """One unit as it is today, with its dated facts and its periods."""
    unit = await show_unit(work, ShowUnit(unit_id))
    return screen.show(
        "own_unit.html.j2",
        unit=unit,
        offices={each.code: each.name for each in await list_offices(work, ListOffices())},
        before=[await show_unit(work, ShowUnit(each)) for each in unit.predecessors],
        facts=spans(unit.facts),
        zone_names=ZONE_NAMES,
        may_keep=may_keep_units(work),
        may_keep_positions=may_keep_positions(work),
    )


def spans(facts: Sequence[UnitFact]) -> list[tuple[UnitFact, date | None]]:
    """The facts, the newest of each kind first, each with its last day; None while it holds."""
    newest_first = sorted(facts, key=lambda fact: (fact.kind, -fact.valid_from.toordinal()))
    later = [None, *newest_first]
    return [
        (fact, next_.valid_from - timedelta(days=1) if next_ and next_.kind == fact.kind else None)
        for fact, next_ in zip(newest_first, later, strict=False)
    ]
