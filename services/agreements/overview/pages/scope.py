"""GET /perjanjian/{id}/lingkup"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.activity.queries import ShowActivity, show_activity
from services.agreements.agreement.pages.predecessor import load_predecessor, removed_items
from services.agreements.agreement.queries.parameters import DormantAfterDays
from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/perjanjian/{agreement_id}/lingkup")
async def show_scope(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, days: DormantAfterDays) -> Response:
    """Every item of a long scope with its activity."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    activity = await show_activity(work, ShowActivity(agreement_id, None, None, days))
    return screen.show(
        "scope.html.j2",
        agreement=agreement,
        removed=removed_items(agreement, await load_predecessor(work, agreement)),
        activity={item.scope_item_id: item for item in activity.scope_items},
    )
