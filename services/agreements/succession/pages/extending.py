"""GET, POST /perjanjian/{id}/perpanjangan"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.agreements.agreement.model.drafts import NewScopeItem
from services.agreements.agreement.pages.choices import field_choices
from services.agreements.agreement.pages.form import Ids, TermFields
from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.meetings.queries import ListMeetings, list_meetings
from services.agreements.register.model.fields import FieldCode
from services.agreements.succession.commands.extending import DraftExtension, draft_extension
from shared.console.forms import form_of, rows
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Pillar
from shared.values.inputs import Paragraph, ShortText, Title
from shared.web.cursors import PageRequest
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
MEETINGS = 20


class Addition(BaseModel):
    """An added item. Its ground is a meeting, or a decision without one, which needs a reason."""

    field: FieldCode
    description: ShortText
    pillar: Pillar | None = None
    meeting_id: UUID | None = None
    ground_reason: Paragraph | None = Field(None, validate_default=True)

    @field_validator("ground_reason")
    @classmethod
    def _has_a_ground(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("meeting_id") is None:
            raise PydanticCustomError("fault_ground", "an addition has a ground")
        return value

    def item(self) -> NewScopeItem:
        """The item as the draft names it."""
        return NewScopeItem(ground="meeting" if self.meeting_id else "decided_without", **dict(self))


class NewExtension(TermFields):
    """The kept items of the predecessor, and the added ones."""

    title: Title
    kept: Ids = ()
    added: Annotated[tuple[Addition, ...], BeforeValidator(rows)] = ()

    def command(self, agreement_id: UUID) -> DraftExtension:
        """The command that this form asks for."""
        added = tuple(addition.item() for addition in self.added)
        return DraftExtension(agreement_id=agreement_id, title=self.title, kept=self.kept, added=added, term=self.term)


@router.get("/perjanjian/{agreement_id}/perpanjangan")
async def show_extension(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The items to keep, what meetings found to be practised without cover, and the form."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    page = PageRequest(after=None, limit=MEETINGS)
    meetings = await list_meetings(work, ListMeetings(agreement_id, None, None, page))
    return screen.show(
        "extending.html.j2",
        agreement=agreement,
        meetings=meetings.items,
        fields=await field_choices(work),
        pillars=get_args(Pillar),
    )


@router.post("/perjanjian/{agreement_id}/perpanjangan")
async def extend(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    form: Annotated[NewExtension, form_of(NewExtension)],
) -> Response:
    """Draft the successor of a signed agreement."""
    receipt = await draft_extension(work, form.command(agreement_id))
    return screen.after(f"/perjanjian/{receipt.id}", receipt.cautions)
