"""GET /rapat/{id}"""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from services.agreements.meetings.model.meeting import Meeting
from services.agreements.meetings.queries.meetings import (
    ListCorrections,
    ShowMeeting,
    list_corrections,
    may_correct_minutes,
    show_meeting,
)
from services.agreements.overview.pages.steps import may_extend
from services.agreements.proposals.queries import ListProposals, ProposalSummary, list_proposals, may_propose
from shared.access import Work
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.refusals import Denied
from shared.values.reported_days import written_reported_day
from shared.web.cursors import PageRequest
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
MOST_AGREEMENTS = 20
MOST_PROPOSALS = 20


@router.get("/rapat/{meeting_id}")
async def show_minutes(work: CurrentWork, screen: CurrentScreen, meeting_id: UUID) -> Response:
    """The minutes, and the extension of each agreement that the meeting was about."""
    meeting = await show_meeting(work, ShowMeeting(meeting_id))
    agreements = await _agreements_of(work, meeting)
    return screen.show(
        "meeting.html.j2",
        meeting=meeting,
        held=written_reported_day(meeting.held),
        agreements=agreements,
        proposals=await _proposals_of(work, meeting_id),
        may_propose=may_propose(work),
        corrections=await list_corrections(work, ListCorrections(meeting_id)),
        may_correct=meeting.retracted_at is None and await may_correct_minutes(work, ShowMeeting(meeting_id)),
        extendable=[each.id for each in agreements if await may_extend(work, each)],
    )


async def _proposals_of(work: Work, meeting_id: UUID) -> Sequence[ProposalSummary]:
    """The proposals that were made in the meeting, as far as the reader may read them."""
    page = PageRequest(after=None, limit=MOST_PROPOSALS)
    return (await list_proposals(work, ListProposals(None, meeting_id, None, None, page))).items


async def _agreements_of(work: Work, meeting: Meeting) -> list[AgreementDetails]:
    """The agreements that the meeting was about, as far as the reader may read them."""
    found = []
    for agreement_id in meeting.agreement_ids[:MOST_AGREEMENTS]:
        try:
            found.append(await show_agreement(work, ShowAgreement(agreement_id)))
        except Denied:
            continue
    return found
