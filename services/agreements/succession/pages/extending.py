"""GET, POST /perjanjian/{id}/perpanjangan"""

from collections.abc import Sequence
from typing import Annotated, NamedTuple, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BeforeValidator
from starlette.responses import Response

from services.agreements.agreement.pages.choices import field_choices
from services.agreements.agreement.pages.form import Ids, TermFields, staying_rows
from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from services.agreements.meetings.queries.meetings import (
    ListMeetings,
    MeetingSummary,
    ShowMeeting,
    list_meetings,
    show_meeting,
)
from services.agreements.succession.commands.extending import DraftExtension, draft_extension
from services.agreements.succession.pages.addition import Addition
from services.agreements.succession.pages.taking_over import MOST_PARTIES, parties_of
from services.agreements.succession.queries.expiring import may_let_expire
from services.agreements.succession.queries.heads import ListChangedHeads, list_changed_heads
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Instrument, Pillar, RenewalOccasion
from shared.values.inputs import Title
from shared.web.cursors import PageRequest
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
MEETINGS = 20


class Proposal(NamedTuple):
    """An item that a meeting gives a ground for; it is proposed and can be removed."""

    field: str
    description: str | None
    meeting_id: UUID


class NewExtension(TermFields):
    """The kept parties and items of the predecessor, and the added items; a new party is added to the draft."""

    title: Title
    occasion: RenewalOccasion = "end_of_term"
    instrument: Instrument
    staying: Ids = ()
    kept: Ids = ()
    added: Annotated[tuple[Addition, ...], BeforeValidator(staying_rows)] = ()

    def command(self, before: AgreementDetails) -> DraftExtension:
        """The command that this form asks for."""
        leaves = len(before.parties) <= MOST_PARTIES and {party.id for party in before.parties} - set(self.staying)
        return DraftExtension(
            agreement_id=before.id,
            title=self.title,
            instrument=self.instrument,
            occasion=self.occasion,
            parties=parties_of(before, self.staying) if leaves else None,
            kept=self.kept,
            added=tuple(addition.item() for addition in self.added),
            term=self.term,
        )


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
        proposals=await _proposals(work, meetings.items),
        fields=await field_choices(work),
        pillars=get_args(Pillar),
        changed_heads=await list_changed_heads(work, ListChangedHeads(agreement_id)),
        occasions=get_args(RenewalOccasion),
        instruments=get_args(Instrument),
        parties=agreement.parties if len(agreement.parties) <= MOST_PARTIES else (),
        may_let_expire=agreement.in_force_until is not None and may_let_expire(work),
    )


async def _proposals(work: Work, meetings: Sequence[MeetingSummary]) -> list[Proposal]:
    """The uncovered practices that the meetings found, the latest meeting first."""
    found: dict[tuple[str, str | None], Proposal] = {}
    for each in meetings:
        if each.uncovered_fields and not each.retracted:
            meeting = await show_meeting(work, ShowMeeting(each.id))
            for practice in meeting.uncovered_practices:
                proposal = Proposal(practice.field, practice.description, each.id)
                found.setdefault((practice.field, practice.description), proposal)
    return list(found.values())


@router.post("/perjanjian/{agreement_id}/perpanjangan")
async def extend(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    form: Annotated[NewExtension, form_of(NewExtension)],
) -> Response:
    """Draft the successor of a signed agreement."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    receipt = await draft_extension(work, form.command(agreement))
    return screen.after(f"/perjanjian/{receipt.id}", receipt.cautions)
