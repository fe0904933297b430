"""Routes of recipients. An account never stands in an address: each one sees and changes its own record.

GET /recipients/me
PUT /recipients/me/habits
POST /recipients/me/ways
POST /recipients/me/confirmations
POST /recipients/me/withdrawals
POST /recipients
POST /recipients/tables
GET /recipients/ways/{way_id}
POST /recipients/ways/{way_id}/replacements
POST /recipients/ways/{way_id}/affirmations
"""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, JsonValue
from starlette.requests import Request

from services.notifications.contacts.commands import importing, refused, ways
from services.notifications.contacts.model.habits import Habits, Preference
from services.notifications.contacts.model.recipients import Recipient, Way
from services.notifications.contacts.model.rows import RefusedAddress
from services.notifications.contacts.queries import (
    RefusedWay,
    ShowRecipient,
    ShowRefusedWay,
    show_recipient,
    show_refused_way,
)
from shared.access import Work
from shared.tables.formats import WORKBOOK
from shared.values.cooperation import Channel, NoticeTopic, ToldWhen
from shared.values.inputs import Account, ShortText
from shared.values.terms import Zone
from shared.values.texts import Text
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned
from shared.web.spooling import CurrentSpool, spool_file
from shared.web.uploads import body_with, upload_route


async def admit(work: Work, _request: Request) -> None:
    """Refuse a file before it arrives."""
    await importing.admit_addresses(work, importing.AdmitAddresses())


uploads = APIRouter(prefix="/recipients", route_class=upload_route(admit, spool_file), tags=["recipients"])
router = APIRouter(prefix="/recipients", route_class=WorkRoute, tags=["recipients"])

Hour = Annotated[int, Field(ge=0, le=23, strict=True)]
HABITS: dict[str, JsonValue] = {
    "zone": None,
    "quiet_from": 19,
    "quiet_until": 7,
    "digest_at": 8,
    "on_free_days": False,
    "preferences": [{"topic": "programs", "channel": "email", "when": "daily"}],
}


class ChosenPreference(BaseModel):
    """When the account is informed of a topic in a channel."""

    model_config = ConfigDict(extra="forbid")

    topic: NoticeTopic
    channel: Channel
    when: ToldWhen


class ChosenHabits(BaseModel):
    """The habits of an account, whole. Without a zone, hours are those of the place that a notice is about."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [HABITS]})

    zone: Zone | None = None
    quiet_from: Hour
    quiet_until: Hour
    digest_at: Hour
    on_free_days: bool = Field(strict=True)
    preferences: list[ChosenPreference] = Field([], max_length=12)
    weekly: bool = Field(True, strict=True, description="whether a head gets the week of its units by e-mail")

    def habits(self) -> Habits:
        """As the model has them."""
        preferences = tuple(Preference(each.topic, each.channel, each.when) for each in self.preferences)
        hours = self.zone, self.quiet_from, self.quiet_until, self.digest_at
        return Habits(*hours, self.on_free_days, preferences, self.weekly)


class NewWay(BaseModel):
    """An address in a channel."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"channel": "email", "address": "kerja.sama@contoh.example"}]}
    )

    channel: Channel
    address: ShortText


class NewWayOf(NewWay):
    """An address of an account."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"account": "official-7", "channel": "email", "address": "kerja.sama@contoh.example"}]
        },
    )

    account: Account


class OtherAddress(BaseModel):
    """The address instead of one that was refused, in the same channel."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"address": "kerja.sama@contoh.example"}]}
    )

    address: ShortText


class EnteredCode(BaseModel):
    """The code that came to the address."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"channel": "email", "code": "000000"}]})

    channel: Channel
    code: str = Field(pattern=r"^[0-9]{6}$")


class Withdrawn(BaseModel):
    """The channel in which the account is not informed any more."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"channel": "sms"}]})

    channel: Channel


class WayState(BaseModel):
    """What is known about an address, without the address."""

    channel: Channel
    given_at: datetime
    confirmed_at: datetime | None
    refused_at: datetime | None

    @classmethod
    def of(cls, way: Way) -> "WayState":
        """The state of an address."""
        return cls(**{name: getattr(way, name) for name in WayState.model_fields})


class WayView(WayState):
    """An address, shown to its own account."""

    address: str


class RecipientState(BaseModel):
    """Which channels an account has, without an address: this answer is kept for repetitions of the request."""

    ways: list[WayState]

    @classmethod
    def of(cls, recipient: Recipient) -> "RecipientState":
        """The state of a recipient."""
        ways = [WayState.of(recipient.ways[channel]) for channel in sorted(recipient.ways)]
        return cls(ways=ways)


class ConfirmationResult(RecipientState):
    """Whether the code was right, and how often another one may be tried."""

    confirmed: bool
    tries_left: int


class RecipientView(BaseModel):
    """How the account is reached outside the inbox."""

    habits: ChosenHabits
    ways: list[WayView]

    @classmethod
    def of(cls, recipient: Recipient) -> "RecipientView":
        """The record of a recipient."""
        ways = [
            WayView(address=way.address, **WayState.of(way).model_dump()) for _, way in sorted(recipient.ways.items())
        ]
        return cls(habits=ChosenHabits.model_validate(recipient.habits, from_attributes=True), ways=ways)


@router.get("/me", summary="Cara saya dihubungi / how I am reached")
async def show(work: CurrentWork) -> Versioned[RecipientView]:
    """Show the account's own addresses and habits."""
    recipient = await show_recipient(work, ShowRecipient())
    return Versioned(RecipientView.of(recipient), recipient.version)


@router.put("/me/habits", summary="Pilih kebiasaan / choose habits")
async def choose(work: CurrentWork, body: ChosenHabits, expected_version: ExpectedVersion) -> Versioned[RecipientState]:
    """Choose when, how and of what the account is informed. A critical notice is sent at any hour."""
    recipient = await ways.choose_habits(work, ways.ChooseHabits(body.habits(), expected_version))
    return Versioned(RecipientState.of(recipient), recipient.version)


@router.post("/me/ways", summary="Isi alamat / give an address")
async def give(work: CurrentWork, body: NewWay) -> RecipientState:
    """Give an address; a code is sent to it, and entering the code is the consent to be informed there."""
    recipient = await ways.give_way(work, ways.GiveWay(body.channel, body.address))
    return RecipientState.of(recipient)


@router.post("/me/confirmations", summary="Konfirmasi alamat / confirm an address")
async def confirm(work: CurrentWork, body: EnteredCode) -> ConfirmationResult:
    """Enter the code. It is valid for half an hour and may be tried five times."""
    result = await ways.confirm_way(work, ways.ConfirmWay(body.channel, body.code))
    state = RecipientState.of(result.recipient)
    return ConfirmationResult(ways=state.ways, confirmed=result.confirmed, tries_left=result.tries_left)


@router.post("/me/withdrawals", summary="Tarik alamat / withdraw an address")
async def withdraw(work: CurrentWork, body: Withdrawn) -> RecipientState:
    """Withdraw an address and the consent; it is deleted, and what is waiting for it is not sent."""
    recipient = await ways.withdraw_way(work, ways.WithdrawWay(body.channel))
    return RecipientState.of(recipient)


@router.post("", summary="Isi alamat akun lain / give the address of another account")
async def give_for(work: CurrentWork, body: NewWayOf) -> RecipientState:
    """Give the address of another account. Nothing but a code is sent to it until its holder has confirmed it."""
    command = ways.GiveWayFor(body.account, body.channel, body.address)
    recipient = await ways.give_way_for(work, command)
    return RecipientState.of(recipient)


@router.get("/ways/{way_id}", summary="Alamat yang ditolak / an address that was refused")
async def show_refused(work: CurrentWork, way_id: UUID) -> RefusedWay:
    """Show whose address its server has refused, without the address."""
    return await show_refused_way(work, ShowRefusedWay(way_id))


@router.post("/ways/{way_id}/replacements", summary="Ganti alamat yang ditolak / replace a refused address")
async def replace_refused(work: CurrentWork, way_id: UUID, body: OtherAddress) -> RecipientState:
    """Replace it. Nothing but a code is sent to the other address until its holder has confirmed it."""
    command = refused.ReplaceRefusedWay(way_id, body.address)
    return RecipientState.of(await refused.replace_refused_way(work, command))


@router.post("/ways/{way_id}/affirmations", summary="Nyatakan alamat benar / state that the address is right")
async def affirm(work: CurrentWork, way_id: UUID) -> RecipientState:
    """Use the address again, because its server was wrong; a further refusal is a case again."""
    return RecipientState.of(await refused.affirm_refused_way(work, refused.AffirmRefusedWay(way_id)))


class AddressRefusal(BaseModel):
    """A row that was not taken: its number, the type of the problem, and its words. They repeat nothing of the row."""

    entry: int
    code: str
    message: Text

    @classmethod
    def of(cls, refused: RefusedAddress) -> "AddressRefusal":
        """The refusal of a row."""
        return cls(entry=refused.entry, code=refused.refusal.code(), message=refused.refusal.sentence)


class AddressesReceipt(BaseModel):
    """How many addresses were given or known already, and the rows that were refused."""

    dry_run: bool
    given: int
    unchanged: int
    refused: list[AddressRefusal]


@uploads.post(
    "/tables",
    summary="Kirim tabel alamat / send a table of addresses",
    openapi_extra=body_with((WORKBOOK, "text/csv")),
)
async def import_table(
    work: CurrentWork,
    spooled: CurrentSpool,
    *,
    dry_run: Annotated[bool, Query(description="answer in the same way, and change nothing")] = False,
) -> AddressesReceipt:
    """Take the rows of a workbook or CSV file, which is the body; a code is sent to each new address."""
    taken = await importing.import_addresses(work, importing.ImportAddresses(spooled.file, dry_run))
    refused = [AddressRefusal.of(each) for each in taken.refused]
    given, unchanged = taken.outcomes["given"], taken.outcomes["unchanged"]
    return AddressesReceipt(dry_run=taken.dry_run, given=given, unchanged=unchanged, refused=refused)
