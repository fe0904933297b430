"""HTTP of the catalogue."""

from fastapi import APIRouter

from services.programs.catalogue.model import Template
from services.programs.catalogue.queries import ListTemplates, ReadTemplate, list_templates, read_template
from shared.values.cooperation import Pillar
from shared.web.cursors import Page
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["catalogue"])


@router.get("/templates", summary="Templates of programs")
async def get_templates(work: CurrentWork, field: str | None = None, pillar: Pillar | None = None) -> Page[Template]:
    """The newest version of each template, all on one page; those for one field or pillar when asked so."""
    return Page(items=await list_templates(work, ListTemplates(field, pillar)), next=None)


@router.get("/templates/{code}", summary="One template")
async def get_template(work: CurrentWork, code: str) -> Versioned[Template]:
    """The newest version of one template, with the practice that it was adopted from."""
    template = await read_template(work, ReadTemplate(code))
    return Versioned(template, template.version)
