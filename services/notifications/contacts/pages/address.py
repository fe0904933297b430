"""GET, POST /cara-dihubungi/{channel}
GET, POST /cara-dihubungi/{channel}/kode
GET, POST /cara-dihubungi/{channel}/penarikan
"""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.notifications.contacts.commands.ways import (
    ConfirmWay,
    GiveWay,
    WithdrawWay,
    confirm_way,
    give_way,
    withdraw_way,
)
from services.notifications.contacts.pages.habits import CHANNELS
from services.notifications.contacts.queries import ShowRecipient, show_recipient
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Channel
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
OWN = "/cara-dihubungi"


class ChannelWord(StrEnum):
    """The word of a channel in the address of its page."""

    SUREL = "surel"
    WHATSAPP = "whatsapp"
    SMS = "sms"

    @property
    def channel(self) -> Channel:
        """The channel."""
        return CHANNELS[self]


class AddressForm(BaseModel):
    """An address as it was typed."""

    address: ShortText


class CodeForm(BaseModel):
    """The code that came to the address."""

    code: Annotated[str, Field(pattern=r"^[0-9]{6}$")]


@router.get("/cara-dihubungi/{word}")
async def show_address(work: CurrentWork, screen: CurrentScreen, word: ChannelWord) -> Response:
    """The form for an address."""
    recipient = await show_recipient(work, ShowRecipient())
    return screen.show("address.html.j2", channel=word.channel, way=recipient.ways.get(word.channel))


@router.post("/cara-dihubungi/{word}")
async def give(
    work: CurrentWork, screen: CurrentScreen, word: ChannelWord, form: Annotated[AddressForm, form_of(AddressForm)]
) -> Response:
    """Record the address, then ask for the code."""
    await give_way(work, GiveWay(word.channel, form.address))
    return screen.go(f"{OWN}/{word}/kode")


@router.get("/cara-dihubungi/{word}/kode")
async def show_code(
    work: CurrentWork, screen: CurrentScreen, word: ChannelWord, sisa: Annotated[int | None, Query(ge=0, le=9)] = None
) -> Response:
    """The form for the code; `sisa` tries are left after a wrong one."""
    way = (await show_recipient(work, ShowRecipient())).waiting_way(word.channel)
    if way is None:
        return screen.go(f"{OWN}/{word}", saved=False)
    return screen.show("code.html.j2", word_of=word, channel=word.channel, way=way, tries_left=sisa)


@router.post("/cara-dihubungi/{word}/kode")
async def confirm(
    work: CurrentWork, screen: CurrentScreen, word: ChannelWord, form: Annotated[CodeForm, form_of(CodeForm)]
) -> Response:
    """Confirm the address; a wrong code is counted, and the form comes back.

    It comes by another request: the answer to this one is kept with its key, and must not hold an address.
    """
    result = await confirm_way(work, ConfirmWay(word.channel, form.code))
    if result.confirmed:
        return screen.go(OWN)
    if result.recipient.waiting_way(word.channel) is None:
        return screen.go(f"{OWN}/{word}", saved=False)
    return screen.go(f"{OWN}/{word}/kode?sisa={result.tries_left}", saved=False)


@router.get("/cara-dihubungi/{word}/penarikan")
async def show_withdrawal(work: CurrentWork, screen: CurrentScreen, word: ChannelWord) -> Response:
    """The question whether the address is to be deleted."""
    recipient = await show_recipient(work, ShowRecipient())
    return screen.show("withdrawal.html.j2", channel=word.channel, way=recipient.ways.get(word.channel))


@router.post("/cara-dihubungi/{word}/penarikan")
async def withdraw(work: CurrentWork, screen: CurrentScreen, word: ChannelWord) -> Response:
    """Delete the address."""
    await withdraw_way(work, WithdrawWay(word.channel))
    return screen.go(OWN)
