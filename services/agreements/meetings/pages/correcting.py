"""GET, POST /rapat/{id}/ralat
GET /rapat/{id}/ralat/{version}
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from starlette.responses import Response

from services.agreements.agreement.pages.choices import own_units
from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from services.agreements.meetings.commands.correcting import CorrectMinutes, correct_minutes
from services.agreements.meetings.model.meeting import Meeting
from services.agreements.meetings.pages.form import CorrectedMinutesForm, day_parts
from services.agreements.meetings.pages.recording import choices, units_met
from services.agreements.meetings.queries.meetings import ShowCorrection, ShowMeeting, show_correction, show_meeting
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.refusals import Denied
from shared.values.reported_days import written_reported_day
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
MOST_AGREEMENTS = 20


@router.get("/rapat/{meeting_id}/ralat")
async def show_correcting(work: CurrentWork, screen: CurrentScreen, meeting_id: UUID) -> Response:
    """The minutes as they are recorded, in the form."""
    meeting = await show_meeting(work, ShowMeeting(meeting_id))
    return screen.show(
        "correcting.html.j2",
        stored=meeting,
        held=written_reported_day(meeting.held),
        held_parts=day_parts(meeting.held.edtf),
        open_items=[item for item in meeting.action_items if item.completed_on is None],
        completed=[item for item in meeting.action_items if item.completed_on is not None],
        units=await _units(work, meeting),
        **await choices(work),
    )


@router.post("/rapat/{meeting_id}/ralat")
async def correct(
    work: CurrentWork,
    screen: CurrentScreen,
    meeting_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[CorrectedMinutesForm, form_of(CorrectedMinutesForm)],
) -> Response:
    """Replace the minutes; they stay readable as they were."""
    content = Meeting(id=meeting_id, **form.content())
    command = CorrectMinutes(
        meeting_id=meeting_id,
        expected_version=expected_version,
        reason=form.reason,
        content=content,
        kept=form.kept,
        edtf=form.held,
        as_written=form.as_written,
        weekday=form.weekday,
    )
    corrected = await correct_minutes(work, command)
    return screen.after(f"/rapat/{meeting_id}", corrected.cautions)


@router.get("/rapat/{meeting_id}/ralat/{version}")
async def show_minutes_before(
    work: CurrentWork, screen: CurrentScreen, meeting_id: UUID, version: Annotated[int, Path(ge=2, le=2**31 - 1)]
) -> Response:
    """The minutes as they were until a correction, and its reason."""
    correction = await show_correction(work, ShowCorrection(meeting_id, version))
    held = written_reported_day(correction.before.held)
    return screen.show("before.html.j2", correction=correction, meeting=correction.before, held=held)


async def _units(work: Work, meeting: Meeting) -> list[tuple[str, str]]:
    """The units that may have taken part, and those of the minutes."""
    own = [(id_, name) for id_, name, _ in await own_units(work)]
    agreements = [found for each in meeting.agreement_ids[:MOST_AGREEMENTS] if (found := await _readable(work, each))]
    owners = (item.owner for item in meeting.action_items)
    places = (meeting.host, meeting.chaired_by, *meeting.attendance, *owners)
    named = {str(each.unit_id): each.organisation or "" for each in places if each and each.unit_id}
    return list((named | dict(await units_met(work, own, agreements, ()))).items())


async def _readable(work: Work, agreement_id: UUID) -> AgreementDetails | None:
    try:
        return await show_agreement(work, ShowAgreement(agreement_id))
    except Denied:
        return None
