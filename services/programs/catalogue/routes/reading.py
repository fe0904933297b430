"""Reading the catalogue.

GET /templates
GET /templates/{code}
GET /templates/{code}/versions
GET /templates/{code}/versions/{version}
GET /facility-templates
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query

from services.programs.catalogue import queries
from services.programs.catalogue.model.template import Code, Template
from shared.values.cooperation import Pillar
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["catalogue"])


@router.get("/templates", summary="Daftar templat program / list templates of programs")
async def list_templates(work: CurrentWork, field: str | None = None, pillar: Pillar | None = None) -> Page[Template]:
    """The newest version of each national template, all on one page; filtered by a field or a pillar."""
    return Page(items=await queries.list_templates(work, queries.ListTemplates(field, pillar)), next=None)


@router.get("/templates/{code}", summary="Lihat templat / show a template")
async def show_template(work: CurrentWork, code: str) -> Versioned[Template]:
    """The newest version of one template, with the practice from which it was developed."""
    template = await queries.show_template(work, queries.ShowTemplate(code))
    return Versioned(template, template.version)


@router.get("/templates/{code}/versions", summary="Daftar versi templat / list versions of a template")
async def list_versions(work: CurrentWork, code: str) -> Page[Template]:
    """All versions of one template, the newest first, all on one page. Programs keep the one they were planned by."""
    return Page(items=await queries.list_versions(work, queries.ListVersions(code)), next=None)


@router.get("/templates/{code}/versions/{version}", summary="Lihat versi templat / show a version of a template")
async def show_version(work: CurrentWork, code: str, version: Annotated[int, Path(ge=1, le=9999)]) -> Template:
    """One version of one template, as it was published."""
    return await queries.show_template(work, queries.ShowTemplate(code, version))


@router.get("/facility-templates", summary="Daftar templat UPT / list templates of facilities")
async def list_own_templates(
    work: CurrentWork,
    page: PageParameters,
    *,
    facility: UUID | None = None,
    region: Annotated[str | None, Query(pattern="^[A-Z]{2,20}$")] = None,
    under: Code | None = None,
) -> Page[Template]:
    """The newest version of each practice that a facility has published as its own, under a national one."""
    return await queries.list_own_templates(work, queries.ListOwnTemplates(facility, region, under, page))
