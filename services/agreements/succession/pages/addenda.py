"""GET, POST /perjanjian/{id}/adendum"""

from datetime import date
from typing import Annotated, Literal, get_args
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
from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.succession.commands.addenda import DraftAddendum, draft_addendum
from services.agreements.succession.model.addenda import AddendumChanges, NewLastDay
from services.agreements.succession.pages.addition import Addition, filled_rows
from services.agreements.succession.queries import ListAddenda, list_addenda
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Pillar
from shared.values.inputs import DocumentNumber, Paragraph
from shared.web.edge import CurrentWork

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
    added: Annotated[tuple[Addition, ...], BeforeValidator(filled_rows)] = ()

    @field_validator("in_force_until")
    @classmethod
    def _has_a_day(cls, value: date | None, info: ValidationInfo) -> date | None:
        if info.data.get("last_day_kind") == "until" and value is None:
            raise PydanticCustomError("fault_missing", "a new last day is given")
        return value if info.data.get("last_day_kind") == "until" else None

    def command(self, agreement_id: UUID) -> DraftAddendum:
        """The command that this form asks for."""
        changes = AddendumChanges(
            term=None if self.last_day_kind == "unchanged" else NewLastDay(in_force_until=self.in_force_until),
            added_items=tuple(addition.item() for addition in self.added),
            added_parties=tuple(NewParty(unit_id=id_) for id_ in self.partners),
        )
        return DraftAddendum(agreement_id, changes, self.effective_on, self.number, self.reason)


@router.get("/perjanjian/{agreement_id}/adendum")
async def show_addenda(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    mitra: Partners = [],  # noqa: B006 -- FastAPI copies it
) -> Response:
    """The addenda so far, and the form of a new one for who may draft it."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    search = search_in(screen, mitra)
    found, chosen = await found_partners(work, search)
    own = [unit.id for unit in agreement.partners]
    addenda = await list_addenda(work, ListAddenda(agreement_id))
    possible = agreement.state == "active" and not any(each.state in ("drafted", "signed") for each in addenda)
    return screen.show(
        "addenda.html.j2",
        agreement=agreement,
        addenda=addenda,
        may_draft=possible and await draft_addendum.permits(work, ShowAgreement(agreement_id)),
        found=found,
        chosen=chosen,
        searched=search.words,
        agencies=await agencies_of(work, (*own, *search.chosen)),
        fields=await field_choices(work),
        pillars=get_args(Pillar),
    )


@router.post("/perjanjian/{agreement_id}/adendum")
async def draft(
    work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, form: Annotated[NewAddendum, form_of(NewAddendum)]
) -> Response:
    """Draft an addendum; the parties sign it next."""
    receipt = await draft_addendum(work, form.command(agreement_id))
    return screen.after(f"/adendum/{receipt.id}", receipt.cautions)
