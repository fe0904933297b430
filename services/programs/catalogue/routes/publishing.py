"""Publishing practices.

POST /templates
POST /facility-templates
POST /templates/{code}/versions
"""

from fastapi import APIRouter

from services.programs.catalogue.commands import publishing
from services.programs.catalogue.model.template import Template
from services.programs.catalogue.routes.bodies import NewFacilityTemplate, NewTemplate, NewTemplateVersion
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created

router = APIRouter(route_class=WorkRoute, tags=["catalogue"])


@router.post("/templates", summary="Terbitkan templat nasional / publish a national template")
async def publish_template(work: CurrentWork, body: NewTemplate) -> Created[Template]:
    """Publish a practice that every facility may run. Scope items that waited for it are planned within minutes."""
    return _created(await publishing.publish_practice(work, body.command()))


@router.post("/facility-templates", summary="Terbitkan templat UPT / publish a template of a facility")
async def publish_own_template(work: CurrentWork, body: NewFacilityTemplate) -> Created[Template]:
    """Publish a facility's own practice under a national one; it differs in its method or its stages."""
    return _created(await publishing.publish_own_practice(work, body.command()))


@router.post("/templates/{code}/versions", summary="Terbitkan versi templat / publish a version of a template")
async def publish_version(
    work: CurrentWork, code: str, body: NewTemplateVersion, expected_version: ExpectedVersion
) -> Created[Template]:
    """Publish the next version. Programs that exist keep theirs; those of the next year have the new one."""
    return _created(await publishing.publish_version(work, body.command(code, expected_version)))


def _created(template: Template) -> Created[Template]:
    return Created(template, template.version, f"/templates/{template.code}")
