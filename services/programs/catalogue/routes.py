"""GET /templates, GET /templates/{code}."""

from fastapi import APIRouter

from services.programs.catalogue import queries
from services.programs.catalogue.model import Template
from shared.values.cooperation import Pillar
from shared.web.cursors import Page
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["catalogue"])


@router.get("/templates", summary="Daftar templat program / list templates of programs")
async def list_templates(work: CurrentWork, field: str | None = None, pillar: Pillar | None = None) -> Page[Template]:
    """The newest version of each template, all on one page; filtered by a field or a pillar."""
    return Page(items=await queries.list_templates(work, queries.ListTemplates(field, pillar)), next=None)


@router.get("/templates/{code}", summary="Lihat templat / show a template")
async def show_template(work: CurrentWork, code: str) -> Versioned[Template]:
    """The newest version of one template, with the practice from which it was developed."""
    template = await queries.show_template(work, queries.ShowTemplate(code))
    return Versioned(template, template.version)
