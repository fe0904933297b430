"""GET, POST /rapat/undangan/baru"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, BeforeValidator, Field
from starlette.responses import Response

from services.agreements.agreement.pages.choices import own_units
from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.meetings.commands.calling import CallMeeting, CallPlan, call_meeting
from services.agreements.meetings.model.calls import MOST_INVITED
from services.agreements.meetings.model.parts import Subject
from services.agreements.meetings.pages.form import lines
from services.agreements.meetings.pages.recording import units_met
from shared.console.forms import FormDay, FormTime, form_of, several
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import MeetingKind, Visibility
from shared.values.ids import new_id
from shared.values.inputs import Paragraph, ShortText
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
Chosen = Annotated[list[UUID], Query(max_length=100)]


class PlanForm(BaseModel):
    """When and where a called meeting is to be held; each line of the agenda is one of its points."""

    meeting_on: FormDay
    begins_at: FormTime | None = None
    venue: ShortText
    agenda: Annotated[tuple[Paragraph, ...], BeforeValidator(lines), Field(max_length=20)] = ()

    def plan(self) -> CallPlan:
        """The plan that this form gives."""
        return CallPlan(self.meeting_on, self.begins_at, self.venue, self.agenda)


class NewCallForm(PlanForm):
    """A meeting that one of the reader's units calls."""

    called_by: UUID
    kinds: Annotated[tuple[MeetingKind, ...], BeforeValidator(several), Field(min_length=1, max_length=8)]
    invited: Annotated[tuple[UUID, ...], BeforeValidator(several), Field(min_length=1, max_length=MOST_INVITED)]
    visibility: Visibility = "joint"


@router.get("/rapat/undangan/baru")
async def show_new_call(
    work: CurrentWork,
    screen: CurrentScreen,
    perjanjian: Chosen = [],  # noqa: B006 -- FastAPI copies it
    mitra: Chosen = [],  # noqa: B006
) -> Response:
    """The form; the parties and agencies of the chosen agreements, and chosen partners, can be invited."""
    agreements = [await show_agreement(work, ShowAgreement(each)) for each in dict.fromkeys(perjanjian)]
    own = [(str(id_), name) for id_, name, _ in await own_units(work)]
    met = await units_met(work, (), agreements, mitra)
    return screen.show(
        "calling.html.j2",
        agreements=agreements,
        own=own,
        units=[(id_, name) for id_, name in met if id_ != (own[0][0] if len(own) == 1 else None)],
        kinds=get_args(MeetingKind),
        visibilities=get_args(Visibility),
    )


@router.post("/rapat/undangan/baru")
async def call(
    work: CurrentWork,
    screen: CurrentScreen,
    form: Annotated[NewCallForm, form_of(NewCallForm)],
    *,
    perjanjian: Chosen = [],  # noqa: B006
    mitra: Chosen = [],  # noqa: B006 -- the address of the form has them
) -> Response:
    """Call the meeting."""
    command = CallMeeting(
        meeting_id=new_id(),
        called_by=form.called_by,
        kinds=form.kinds,
        invited=frozenset(form.invited),
        plan=form.plan(),
        about=tuple(Subject(kind="agreement", id=each) for each in dict.fromkeys(perjanjian)),
        visibility=form.visibility,
    )
    called = await call_meeting(work, command)
    return screen.go(f"/rapat/undangan/{called.id}")
