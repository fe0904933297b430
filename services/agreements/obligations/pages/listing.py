"""GET, POST /perjanjian/{id}/kewajiban"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.agreements.agreement.pages.choices import agencies_of
from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from services.agreements.obligations.commands.agreeing import AgreeObligation, agree_obligation
from services.agreements.obligations.model.promises import LARGEST_QUANTITY, NewObligation, may_get_obligations
from services.agreements.obligations.queries.promises import ListPromises, list_promises
from services.agreements.obligations.queries.showing import ListObligations, list_obligations
from shared.access import Work
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import ObligationMeasure, ObligationSchedule
from shared.values.inputs import ShortText
from shared.values.terms import Day
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class ObligationForm(BaseModel):
    """A promise of one party."""

    unit_id: UUID
    description: ShortText
    clause: ShortText | None = None
    scope_item_id: UUID | None = None
    measure: ObligationMeasure
    quantity: Annotated[int, Field(ge=1, le=LARGEST_QUANTITY)]
    schedule: ObligationSchedule
    due_on: FormDay | None = Field(None, validate_default=True)

    @field_validator("due_on")
    @classmethod
    def _once_has_a_day(cls, value: object, info: ValidationInfo) -> object:
        once = info.data.get("schedule") == "once"
        if once and value is None:
            raise PydanticCustomError("fault_missing", "a day is given")
        return value if once else None

    def obligation(self) -> NewObligation:
        """The obligation as the command names it."""
        return NewObligation(**dict(self))


@router.get("/perjanjian/{agreement_id}/kewajiban")
async def show_obligations(
    work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, pada: Day | None = None
) -> Response:
    """The promises of each party with their dues, and the form of another one for who may record it.

    With a day, the promises as they were then.
    """
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    obligations = await list_obligations(work, ListObligations(agreement_id))
    may_add = may_get_obligations(agreement) and await agree_obligation.permits(work, ShowAgreement(agreement_id))
    return screen.show(
        "listing.html.j2",
        agreement=agreement,
        obligations=obligations,
        day_shown=pada,
        promises=await list_promises(work, ListPromises(agreement_id, pada)) if pada else [],
        may_add=may_add,
        units=await obligors_of(work, agreement) if may_add else [],
        measures=get_args(ObligationMeasure),
        schedules=get_args(ObligationSchedule),
    )


@router.post("/perjanjian/{agreement_id}/kewajiban")
async def record(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    form: Annotated[ObligationForm, form_of(ObligationForm)],
) -> Response:
    """Record a promise of the text."""
    await agree_obligation(work, AgreeObligation(agreement_id, form.obligation()))
    return screen.go(f"/perjanjian/{agreement_id}/kewajiban")


async def obligors_of(work: Work, agreement: AgreementDetails) -> list[tuple[UUID, str]]:
    """The parties, and the agencies under the partners."""
    parties = [(party.unit.id, party.unit.name) for party in agreement.parties]
    own = {id_ for id_, _ in parties}
    agencies = await agencies_of(work, [unit.id for unit in agreement.partners])
    return [*parties, *((each.id, each.name) for each in agencies if each.id not in own)]
