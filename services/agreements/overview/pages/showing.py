"""GET /perjanjian/{id}"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.activity.queries import ShowActivity, show_activity
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import ScopeItem
from services.agreements.agreement.queries.showing import (
    AgreementDetails,
    ListHistory,
    ShowAgreement,
    list_history,
    show_agreement,
)
from services.agreements.overview.pages.offers import offers
from services.agreements.review.pages.reviewers import reviewer_names
from services.agreements.review.queries import ListReviews, list_reviews
from shared.access import Work
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.refusals import Denied
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/perjanjian/{agreement_id}")
async def show_overview(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """Line, state, parties, numbers, signatures, term, scope with its diff, activity, history, and what to do now."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    reviews = await list_reviews(work, ListReviews(agreement_id))
    activity = await show_activity(work, ShowActivity(agreement_id, None, None))
    predecessor = await _predecessor(work, agreement)
    return screen.show(
        "showing.html.j2",
        agreement=agreement,
        predecessor=predecessor,
        removed=_removed(agreement, predecessor),
        reviews=reviews,
        names=await reviewer_names(work, agreement) if reviews else {},
        activity={item.scope_item_id: item for item in activity.scope_items},
        implementation=activity.implementation,
        history=await list_history(work, ListHistory(agreement_id)),
        offers=await offers(work, agreement, reviews),
    )


async def _predecessor(work: Work, agreement: AgreementDetails) -> AgreementDetails | None:
    if agreement.predecessor_id is None:
        return None
    try:
        return await show_agreement(work, ShowAgreement(agreement.predecessor_id))
    except Denied:
        # It may concern other units than its successor.
        return None


def _removed(agreement: AgreementDetails, predecessor: Agreement | None) -> list[ScopeItem]:
    if agreement.scope_changes is None or predecessor is None:
        return []
    return [item for item in predecessor.scope_items if item.id in agreement.scope_changes.removed]
