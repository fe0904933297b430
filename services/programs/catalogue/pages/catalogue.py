"""GET /program/katalog
GET /program/katalog/khas
GET /program/katalog/{code}
GET /program/katalog/{code}/versi/{version}
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from services.programs.catalogue.model.template import Code, Template
from services.programs.catalogue.pages.choices import field_choices
from services.programs.catalogue.queries import (
    ListOwnTemplates,
    ListTemplates,
    ListVersions,
    ShowTemplate,
    list_own_facilities,
    list_own_templates,
    list_templates,
    list_versions,
    may_change,
    may_publish,
    show_template,
    units_within_reach,
)
from shared.access import Work
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Pillar
from shared.web.cursors import SCREEN_ROWS, PageRequest, ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
SHOWN_UNDER = 20
"""How many practices of facilities a national one names."""


@router.get("/program/katalog")
async def show_list(
    work: CurrentWork,
    screen: CurrentScreen,
    *,
    pilar: Pillar | None = None,
    bidang: Code | None = None,
    halaman: Annotated[int, Query(ge=1, le=999)] = 1,
) -> Response:
    """The newest version of every national practice, or of those of one pillar and one field, in pages."""
    found = await list_templates(work, ListTemplates(bidang, pilar))
    last = halaman * SCREEN_ROWS
    return screen.show(
        "catalogue.html.j2",
        found=found[last - SCREEN_ROWS : last],
        count=len(found),
        following=halaman + 1 if len(found) > last else None,
        pillars=get_args(Pillar),
        fields_shown=await field_choices(work, screen.tongue),
        chosen={"pilar": pilar, "bidang": bidang},
        may_publish=may_publish(work),
        may_publish_own=bool(await list_own_facilities(work)),
    )


@router.get("/program/katalog/khas")
async def show_own_list(
    work: CurrentWork,
    screen: CurrentScreen,
    page: ScreenParameters,
    *,
    upt: UUID | None = None,
    wilayah: Annotated[str | None, Query(pattern="^[A-Z]{2,20}$")] = None,
    induk: Code | None = None,
) -> Response:
    """The practices of facilities, those of one facility or region, or those under one national practice."""
    facilities, regions = await units_within_reach(work)
    return screen.show(
        "own_list.html.j2",
        found=await list_own_templates(work, ListOwnTemplates(upt, wilayah, induk, page)),
        facilities=facilities,
        regions=regions,
        chosen={"upt": upt, "wilayah": wilayah, "induk": induk},
        may_publish_own=bool(await list_own_facilities(work)),
    )


@router.get("/program/katalog/{code}")
async def show_one(work: CurrentWork, screen: CurrentScreen, code: str) -> Response:
    """One practice whole: its method, its stages, its end, its lineage, and the own practices under it."""
    return await _show(work, screen, await show_template(work, ShowTemplate(code)))


@router.get("/program/katalog/{code}/versi/{version}")
async def show_version(
    work: CurrentWork, screen: CurrentScreen, code: str, version: Annotated[int, Path(ge=1, le=9999)]
) -> Response:
    """One version of a practice, as it was published."""
    return await _show(work, screen, await show_template(work, ShowTemplate(code, version)))


async def _show(work: Work, screen: CurrentScreen, practice: Template) -> Response:
    versions = await list_versions(work, ListVersions(practice.code))
    under = PageRequest(after=None, limit=SHOWN_UNDER)
    return screen.show(
        "practice.html.j2",
        practice=practice,
        versions=versions,
        is_newest=practice.version == versions[0].version,
        parent=await show_template(work, ShowTemplate(practice.under)) if practice.under else None,
        own=await list_own_templates(work, ListOwnTemplates(None, None, practice.code, under)),
        may_change=may_change(work, practice),
        may_raise=practice.facility is not None and may_publish(work),
        may_publish_own=bool(await list_own_facilities(work)),
    )
