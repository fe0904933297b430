"""GET, POST /perjanjian/{id}/adendum
GET, POST /adendum/{id}/draf
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.agreements.agreement.model.drafts import NewParty
from services.agreements.agreement.pages.choices import agencies_of, field_choices
from services.agreements.agreement.pages.drafting import Partners
from services.agreements.agreement.pages.form import Ids
from services.agreements.agreement.pages.partner_search import found_partners, search_in
from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from services.agreements.obligations.model.promises import LARGEST_QUANTITY, ChangedObligation
from services.agreements.obligations.pages.listing import ObligationForm, obligors_of
from services.agreements.obligations.queries.showing import ListObligations, list_obligations
from services.agreements.succession.commands.addenda import (
    ChangeAddendum,
    DraftAddendum,
    change_addendum,
    draft_addendum,
)
from services.agreements.succession.model.addendum_changes import AddendumChanges, NewLastDay
from services.agreements.succession.pages.addendum_steps import leavable_parties
from services.agreements.succession.pages.addition import Addition, filled_rows
from services.agreements.succession.queries.addenda import ListAddenda, ShowAddendum, list_addenda, show_addendum
from shared.access import Work
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen, Screen
from shared.values.cooperation import ObligationMeasure, ObligationSchedule, Pillar
from shared.values.inputs import DocumentNumber, Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
LastDayKind = Literal["unchanged", "until", "open"]


class NewAddendum(BaseModel):
    """The changes of the addendum, and its day of effect."""

    effective_on: FormDay
    number: DocumentNumber | None = None
    reason: Paragraph
    last_day_kind: LastDayKind = "unchanged"
    in_force_until: FormDay | None = Field(None, validate_default=True)
    partners: Ids = ()
    removed_parties: Ids = ()
    removed_items: Ids = ()
    removed_obligations: Ids = ()
    amounts: dict[UUID, Annotated[int, Field(ge=1, le=LARGEST_QUANTITY)]] = Field(default_factory=dict, max_length=60)
    promises: Annotated[tuple[ObligationForm, ...], BeforeValidator(filled_rows)] = ()
    added: Annotated[tuple[Addition, ...], BeforeValidator(filled_rows)] = ()

    @field_validator("in_force_until")
    @classmethod
    def _has_a_day(cls, value: date | None, info: ValidationInfo) -> date | None:
        if info.data.get("last_day_kind") == "until" and value is None:
            raise PydanticCustomError("fault_missing", "a new last day is given")
        return value if info.data.get("last_day_kind") == "until" else None

    @property
    def changes(self) -> AddendumChanges:
        """The changes that this form asks for."""
        return AddendumChanges(
            term=None if self.last_day_kind == "unchanged" else NewLastDay(in_force_until=self.in_force_until),
            added_items=tuple(addition.item() for addition in self.added),
            added_parties=tuple(NewParty(unit_id=id_) for id_ in self.partners),
            removed_items=self.removed_items,
            removed_parties=self.removed_parties,
            added_obligations=tuple(promise.obligation() for promise in self.promises),
            removed_obligations=self.removed_obligations,
            changed_obligations=tuple(
                ChangedObligation(obligation_id=id_, quantity=quantity) for id_, quantity in self.amounts.items()
            ),
        )


@router.get("/perjanjian/{agreement_id}/adendum")
async def show_addenda(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    mitra: Partners = [],  # noqa: B006 -- FastAPI copies it
) -> Response:
    """The addenda so far, and the form of a new one for who may draft it."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    addenda = await list_addenda(work, ListAddenda(agreement_id))
    possible = agreement.state == "active" and not any(each.state in ("drafted", "signed") for each in addenda)
    return screen.show(
        "addenda.html.j2",
        agreement=agreement,
        addenda=addenda,
        may_draft=possible and await draft_addendum.permits(work, ShowAgreement(agreement_id)),
        **await _choices(work, screen, agreement, mitra),
    )


@router.post("/perjanjian/{agreement_id}/adendum")
async def draft(
    work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, form: Annotated[NewAddendum, form_of(NewAddendum)]
) -> Response:
    """Draft an addendum; its sides review it next."""
    command = DraftAddendum(agreement_id, form.changes, form.effective_on, form.number, form.reason)
    receipt = await draft_addendum(work, command)
    return screen.after(f"/adendum/{receipt.id}", receipt.cautions)


@router.get("/adendum/{addendum_id}/draf")
async def show_draft(
    work: CurrentWork,
    screen: CurrentScreen,
    addendum_id: UUID,
    mitra: Partners = [],  # noqa: B006 -- FastAPI copies it
) -> Response:
    """The drafted addendum as a form."""
    addendum = await show_addendum(work, ShowAddendum(addendum_id))
    agreement = await show_agreement(work, ShowAgreement(addendum.agreement_id))
    named = [*(unit.id for unit in addendum.added_parties), *mitra]
    choices = await _choices(work, screen, agreement, named)
    return screen.show("changing_addendum.html.j2", agreement=agreement, addendum=addendum, **choices)


@router.post("/adendum/{addendum_id}/draf")
async def change(
    work: CurrentWork,
    screen: CurrentScreen,
    addendum_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[NewAddendum, form_of(NewAddendum)],
) -> Response:
    """Replace the content of the drafted addendum."""
    given = (form.changes, form.effective_on, form.number, form.reason)
    receipt = await change_addendum(work, ChangeAddendum(addendum_id, expected_version, *given))
    return screen.after(f"/adendum/{addendum_id}", receipt.cautions)


async def _choices(work: Work, screen: Screen, agreement: AgreementDetails, named: Sequence[UUID]) -> dict[str, Any]:
    """The choices of the form: partners to find, parties that may leave, agencies, fields and pillars."""
    search = search_in(screen, named)
    found, chosen = await found_partners(work, search)
    own = [unit.id for unit in agreement.partners]
    obligations = await list_obligations(work, ListObligations(agreement.id))
    return {
        "found": found,
        "chosen": chosen,
        "searched": search.words,
        "leavable": leavable_parties(agreement),
        "promises": [each for each in obligations if each.ended_on is None],
        "obligors": [*await obligors_of(work, agreement), *((each.id, each.name) for each in chosen)],
        "measures": get_args(ObligationMeasure),
        "schedules": get_args(ObligationSchedule),
        "agencies": await agencies_of(work, (*own, *search.chosen)),
        "fields": await field_choices(work),
        "pillars": get_args(Pillar),
    }
