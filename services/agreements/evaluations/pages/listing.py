"""GET /evaluasi
GET, POST /evaluasi/baru
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.agreements.agreement.pages.form import Ids
from services.agreements.evaluations.commands.evaluating import OpenEvaluation, open_evaluation
from services.agreements.evaluations.model.evaluation import MOST_AGREEMENTS, EvaluationState
from services.agreements.evaluations.queries import (
    ListEvaluable,
    ListEvaluations,
    list_evaluable,
    list_evaluations,
    may_evaluate,
)
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Title
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class EvaluationForm(BaseModel):
    """One evaluation of the chosen agreements."""

    title: Title
    agreements: Annotated[Ids, Field(min_length=1, max_length=MOST_AGREEMENTS)]
    period_from: FormDay
    period_until: FormDay
    due_on: FormDay


@router.get("/evaluasi")
async def show_list(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, status: EvaluationState | None = None
) -> Response:
    """The evaluations of the reader's units, the newest first."""
    found = await list_evaluations(work, ListEvaluations(status, page))
    states = get_args(EvaluationState)
    return screen.show("listing.html.j2", found=found, may_open=may_evaluate(work), states=states, chosen=status)


@router.get("/evaluasi/baru")
async def show_form(
    work: CurrentWork, screen: CurrentScreen, perjanjian: Annotated[UUID | None, Query()] = None
) -> Response:
    """The agreements without an open evaluation, the longest unevaluated first, and the form."""
    evaluable = await list_evaluable(work, ListEvaluable())
    return screen.show("opening.html.j2", evaluable=evaluable, chosen=perjanjian)


@router.post("/evaluasi/baru")
async def open_one(
    work: CurrentWork,
    screen: CurrentScreen,
    form: Annotated[EvaluationForm, form_of(EvaluationForm)],
    perjanjian: Annotated[UUID | None, Query(description="of the page, which is shown again on a refusal")] = None,
) -> Response:
    """Open the evaluation."""
    given = (form.title, form.agreements, form.period_from, form.period_until, form.due_on)
    evaluation = await open_evaluation(work, OpenEvaluation(*given))
    return screen.go(f"/evaluasi/{evaluation.id}")
