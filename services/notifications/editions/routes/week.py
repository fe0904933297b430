"""Routes of the template of the weekly letter to the heads of units.

GET /weekly-summary/template
POST /weekly-summary/previews
"""

from fastapi import APIRouter
from starlette.requests import Request

from services.notifications.editions.queries.templates import (
    Preview,
    PreviewWeek,
    ShowWeekText,
    TextInForce,
    preview_week,
    show_week_text,
)
from services.notifications.editions.routes.rules import TemplatePreview
from shared.web.edge import CurrentWork, Edge, WorkRoute

router = APIRouter(prefix="/weekly-summary", route_class=WorkRoute, tags=["rules"])


@router.get("/template", summary="Templat surat pekan / the template of the weekly letter")
async def show_template(work: CurrentWork) -> TextInForce:
    """Show the texts in force of the letter to the heads of units, and the fields that they may use."""
    return await show_week_text(work, ShowWeekText())


@router.post("/previews", summary="Pratinjau surat pekan / preview the weekly letter")
async def preview(work: CurrentWork, request: Request, body: TemplatePreview) -> Preview:
    """Show texts of the letter for an example of a week, in both languages. Nothing is stored."""
    texts = body.texts.as_template if body.texts else None
    edge: Edge = request.app.state.edge
    return await preview_week(work, PreviewWeek(edge.settings.public_origin, texts, body.edition))
