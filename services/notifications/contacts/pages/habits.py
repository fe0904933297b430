"""GET, POST /cara-dihubungi"""

from typing import Annotated, get_args

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.notifications.contacts.commands.ways import ChooseHabits, choose_habits
from services.notifications.contacts.model.habits import Habits, Preference
from services.notifications.contacts.queries import ShowRecipient, show_recipient
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.console.writing import ZONE_NAMES
from shared.values.cooperation import Channel, NoticeTopic, ToldWhen
from shared.values.terms import Zone
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
CHANNELS: dict[str, Channel] = {"surel": "email", "whatsapp": "whatsapp", "sms": "sms"}
"""The word of each channel in addresses."""

Hour = Annotated[int, Field(ge=0, le=23)]


class HabitsForm(BaseModel):
    """The habits as the form has them; only channels with an address are asked about."""

    zone: Zone | None = None
    quiet_from: Hour
    quiet_until: Hour
    digest_at: Hour
    on_free_days: bool
    weekly: bool = True
    preferences: dict[NoticeTopic, dict[Channel, ToldWhen]] = {}


@router.get("/cara-dihubungi")
async def show_own(work: CurrentWork, screen: CurrentScreen) -> Response:
    """The addresses of the account, and its habits as a form."""
    recipient = await show_recipient(work, ShowRecipient())
    chosen = {f"{each.topic}-{each.channel}": each.when for each in recipient.habits.preferences}
    return screen.show(
        "habits.html.j2",
        recipient=recipient,
        channels=CHANNELS,
        zones=ZONE_NAMES,
        topics=get_args(NoticeTopic),
        moments=get_args(ToldWhen),
        chosen=chosen,
    )


@router.post("/cara-dihubungi")
async def choose(
    work: CurrentWork,
    screen: CurrentScreen,
    expected_version: ExpectedVersion,
    form: Annotated[HabitsForm, form_of(HabitsForm)],
) -> Response:
    """Save the habits; the choices for a channel that is not in the form stay."""
    before = (await show_recipient(work, ShowRecipient())).habits.preferences
    chosen = {(each.topic, each.channel): each.when for each in before}
    for topic, channels in form.preferences.items():
        chosen |= {(topic, channel): when for channel, when in channels.items()}
    preferences = tuple(Preference(topic, channel, when) for (topic, channel), when in chosen.items())
    hours = form.zone, form.quiet_from, form.quiet_until, form.digest_at
    habits = Habits(*hours, form.on_free_days, preferences, form.weekly)
    await choose_habits(work, ChooseHabits(habits, expected_version))
    return screen.go("/cara-dihubungi")
