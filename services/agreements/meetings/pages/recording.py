"""GET, POST /rapat/baru"""

from collections.abc import Sequence
from typing import Annotated, Any, get_args
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.exceptions import RequestValidationError
from starlette.responses import Response

from services.agreements.agreement.pages.choices import field_choices, own_units
from services.agreements.agreement.queries.filters import AgreementFilter
from services.agreements.agreement.queries.listing import AgreementSummary, ListAgreements, list_agreements
from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from services.agreements.meetings.commands.recording import RecordMeeting, record_meeting
from services.agreements.meetings.model.meeting import Meeting
from services.agreements.meetings.model.parts import Subject
from services.agreements.meetings.pages.form import Minutes, day_parts
from services.agreements.meetings.queries.calls import ShowCall, show_call
from services.agreements.register.queries.partners import ShowPartner, show_partner
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.capabilities import Capacity
from shared.values.cooperation import MeetingKind, Visibility
from shared.values.ids import new_id
from shared.values.reported_days import ReportedDay, Weekday
from shared.web.cursors import PageRequest
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
Chosen = Annotated[list[UUID], Query(max_length=100)]
FOUND = 40
"""One ceremony may bring as many agreements with partners that are evaluated together."""


@router.get("/rapat/baru")
async def show_new_meeting(
    work: CurrentWork,
    screen: CurrentScreen,
    *,
    perjanjian: Chosen = [],  # noqa: B006 -- FastAPI copies it
    mitra: Chosen = [],  # noqa: B006
    undangan: UUID | None = None,
    cari: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The form; the agreements that the meeting was about, and partners that took part, are chosen before.

    That of a meeting which was called begins with its kinds, day and venue.
    """
    call = await show_call(work, ShowCall(undangan)) if undangan else None
    agreements = [await show_agreement(work, ShowAgreement(each)) for each in dict.fromkeys(perjanjian)]
    own = [(id_, name) for id_, name, _ in await own_units(work)]
    return screen.show(
        "recording.html.j2",
        agreements=agreements,
        searched=cari.strip(),
        found=await _found(work, cari.strip(), perjanjian),
        partners=mitra,
        call=call,
        begun=call and Meeting(id=call.id, kinds=call.kinds, held=ReportedDay(), venue=call.venue),
        held_parts=day_parts(call.planned_on.isoformat()) if call else None,
        own=own,
        units=await units_met(work, own, agreements, mitra),
        visibilities=get_args(Visibility),
        **await choices(work),
    )


@router.post("/rapat/baru")
async def record(
    work: CurrentWork,
    screen: CurrentScreen,
    form: Annotated[Minutes, form_of(Minutes)],
    *,
    perjanjian: Chosen = [],  # noqa: B006
    mitra: Chosen = [],  # noqa: B006
    undangan: UUID | None = None,
) -> Response:
    """Record the meeting; one that was called has the id of its call."""
    about = tuple(Subject(kind="agreement", id=each) for each in dict.fromkeys(perjanjian))
    if not about and form.recorded_by is None:
        # Otherwise no one would keep the minutes.
        raise RequestValidationError([{"type": "missing", "loc": ("body", "recorded_by")}])
    meeting = Meeting(id=undangan or new_id(), about=about, **form.content())
    command = RecordMeeting(meeting, form.held, form.as_written, form.weekday, called=undangan is not None)
    cautions = await record_meeting(work, command)
    return screen.after(f"/rapat/{meeting.id}", cautions)


async def choices(work: Work) -> dict[str, Any]:
    """What the fields of minutes can be chosen from, apart from units."""
    return {
        "kinds": get_args(MeetingKind),
        "weekdays": get_args(Weekday),
        "capacities": get_args(Capacity),
        "fields": await field_choices(work),
    }


async def _found(work: Work, searched: str, chosen: Sequence[UUID]) -> list[AgreementSummary]:
    """The agreements that fit a search, apart from those that are chosen."""
    if not searched:
        return []
    page = PageRequest(after=None, limit=FOUND)
    found = await list_agreements(work, ListAgreements(AgreementFilter(search=searched), page))
    return [each for each in found.items if each.id not in chosen]


async def units_met(
    work: Work, own: Sequence[tuple[UUID, str]], agreements: Sequence[AgreementDetails], partners: Sequence[UUID]
) -> list[tuple[str, str]]:
    """The units that may have taken part: our own, the parties and the agencies of the agreements, chosen partners."""
    found = dict(own)
    for agreement in agreements:
        agencies = (agency for item in agreement.scope_items for agency in item.agencies)
        found |= {unit.id: unit.name for unit in (*(party.unit for party in agreement.parties), *agencies)}
    for each in partners:
        partner = await show_partner(work, ShowPartner(each))
        found[partner.id] = partner.public_name
    return [(str(id_), name) for id_, name in found.items()]
