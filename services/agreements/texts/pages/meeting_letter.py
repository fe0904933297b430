"""GET /perjanjian/{id}/undangan
GET /perjanjian/{id}/undangan/berkas
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.texts.model.letters import MeetingPlan
from services.agreements.texts.pages.downloads import saved
from services.agreements.texts.queries.papers import ShowMeetingLetter, show_meeting_letter
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.documents.rendering import PaperForm
from shared.values.cooperation import MeetingKind
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import ClockTime, Day
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
MOST_LINES = 20


@router.get("/perjanjian/{agreement_id}/undangan")
async def show_form(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The form of the invitation: nothing is recorded, so it is sent by GET."""
    about = ShowAgreement(agreement_id)
    return screen.show(
        "meeting_letter.html.j2",
        agreement=await show_agreement(work, about),
        may_invite=await show_meeting_letter.permits(work, about),
        kinds=get_args(MeetingKind),
    )


@router.get("/perjanjian/{agreement_id}/undangan/berkas")
async def show_file(
    work: CurrentWork,
    agreement_id: UUID,
    *,
    jenis: Annotated[list[MeetingKind], Query(min_length=1, max_length=3)],
    tanggal: Day,
    pukul: ClockTime,
    tempat: ShortText,
    acara: Paragraph | None = None,
    bentuk: PaperForm = "docx",
) -> Response:
    """The invitation; each line of the agenda is one of its points."""
    lines = tuple(line.strip() for line in (acara or "").splitlines() if line.strip())[:MOST_LINES]
    plan = MeetingPlan(tuple(jenis), tanggal, pukul, tempat, lines)
    return saved(await show_meeting_letter(work, ShowMeetingLetter(agreement_id, bentuk, plan)))
