"""GET /perjanjian/{id}"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.activity.queries import ShowActivity, show_activity
from services.agreements.agreement.pages.predecessor import load_predecessor, removed_items
from services.agreements.agreement.queries.parameters import DormantAfterDays
from services.agreements.agreement.queries.showing import (
    AgreementDetails,
    ListHistory,
    ShowAgreement,
    list_history,
    show_agreement,
)
from services.agreements.ceremonies.queries.of_agreement import (
    ListCeremoniesOfAgreement,
    list_ceremonies_of_agreement,
)
from services.agreements.ceremonies.queries.showing import ShowCeremony, show_ceremony
from services.agreements.documents.queries import ListDocuments, list_documents, missing_paper, sees_missing_papers
from services.agreements.evaluations.queries import (
    AgreementEvaluation,
    ListEvaluationsOfAgreement,
    list_evaluations_of_agreement,
)
from services.agreements.obligations.model.promises import may_get_obligations
from services.agreements.obligations.queries.showing import ListObligations, list_obligations
from services.agreements.overview.pages.concerned import FEW, concerned_units, few_parties, few_reviews, verdict_counts
from services.agreements.overview.pages.steps import may_extend, open_steps
from services.agreements.review.pages.reviewers import reviewer_names
from services.agreements.review.queries import ListReviews, list_reviews
from services.agreements.signing.queries import numbers_to_replace, signatures_to_void
from services.agreements.succession.model.heads import PartnerHead
from services.agreements.succession.queries.heads import ListChangedHeads, list_changed_heads
from services.agreements.texts.queries.papers import has_whole_paper, show_meeting_letter
from services.agreements.vigilance.queries import ShowReminders, show_reminders
from shared.access import Work
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
MOVES = 5
"""So many moves are shown with an agreement; its history has a page of its own."""


@router.get("/perjanjian/{agreement_id}")
async def show_overview(
    work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, days: DormantAfterDays
) -> Response:
    """Line, state, parties, numbers, signatures, term, scope with its diff, activity, history, and what to do now."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    reviews = await list_reviews(work, ListReviews(agreement_id))
    activity = await show_activity(work, ShowActivity(agreement_id, None, None, days))
    predecessor = await load_predecessor(work, agreement)
    units = concerned_units(agreement)
    documents = await list_documents(work, ListDocuments(agreement_id))
    obligations = await list_obligations(work, ListObligations(agreement_id))
    return screen.show(
        "showing.html.j2",
        agreement=agreement,
        few=FEW,
        moves=MOVES,
        units=units,
        parties=few_parties(units),
        signed=sum(each.signs and each.has_signed for each in units),
        # One of document numbers for each party: they are one thing to the reader.
        missing_parts=dict.fromkeys(name.partition(":")[0] for name in agreement.missing_fields),
        predecessor=predecessor,
        removed=removed_items(agreement, predecessor),
        reviews=reviews,
        reviews_shown=few_reviews(reviews),
        verdicts=verdict_counts(reviews),
        names=await reviewer_names(work, agreement) if reviews else {},
        activity={item.scope_item_id: item for item in activity.scope_items},
        implementation=activity.implementation,
        reminders=await show_reminders(work, ShowReminders(agreement_id)),
        history=await list_history(work, ListHistory(agreement_id)),
        voidable=[each.id for each in signatures_to_void(work, agreement)],
        replaceable=[each.id for each in numbers_to_replace(work, agreement)],
        obligations=[each for each in obligations if each.ended_on is None][:FEW],
        may_promise=bool(obligations) or may_get_obligations(agreement),
        evaluations=await _evaluations(work, agreement_id),
        documents=documents[:FEW],
        ceremonies=[
            (each, await show_ceremony.permits(work, ShowCeremony(each.id)))
            for each in await list_ceremonies_of_agreement(work, ListCeremoniesOfAgreement(agreement_id))
        ],
        has_paper=await has_whole_paper(work, ShowAgreement(agreement_id)),
        may_invite=await show_meeting_letter.permits(work, ShowAgreement(agreement_id)),
        paper=missing_paper(agreement, documents) if sees_missing_papers(work) else None,
        changed_heads=await _changed_heads(work, agreement),
        steps=await open_steps(work, agreement, reviews),
    )


async def _evaluations(work: Work, agreement_id: UUID) -> list[AgreementEvaluation]:
    """The newest evaluations, for a reader of our offices."""
    about = ListEvaluationsOfAgreement(agreement_id)
    if not await list_evaluations_of_agreement.permits(work, about):
        return []
    return (await list_evaluations_of_agreement(work, about))[:FEW]


async def _changed_heads(work: Work, agreement: AgreementDetails) -> list[PartnerHead]:
    """The new heads of partners, for a reader who may renew the agreement because of them."""
    if agreement.state != "active" or not await may_extend(work, agreement):
        return []
    return await list_changed_heads(work, ListChangedHeads(agreement.id))
