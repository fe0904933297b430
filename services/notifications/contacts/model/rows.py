"""The rows of a table of addresses, and why a row is refused. No refusal repeats a cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from shared.values.cooperation import Channel
from shared.values.inputs import Account, letters_and_digits
from shared.values.refusals import Invalid, Refusal
from shared.values.texts import Text

_ACCOUNT = TypeAdapter[str](Account)
WayOutcome = Literal["given", "unchanged"]
"""`unchanged`: the account has this address already."""
_CHANNELS: Mapping[str, Channel] = {
    "surel": "email",
    "email": "email",
    "whatsapp": "whatsapp",
    "wa": "whatsapp",
    "sms": "sms",
    "pesansingkat": "sms",
}


class ChannelUnreadable(Invalid):
    """The channel of a row is not one of those that are known."""

    title = Text("Saluran tidak dikenal", "Channel not read")
    detail = Text("Baris ke-{entry}: tulis surel, WhatsApp, atau SMS.", "Row {entry}: write e-mail, WhatsApp or SMS.")


class AccountMissing(Invalid):
    """A row names no account, or none that can be one."""

    title = Text("Akun belum disebut", "Account not named")
    detail = Text(
        "Baris ke-{entry}: kolom akun kosong atau tidak sah.", "Row {entry}: its account is missing or not valid."
    )


@dataclass(frozen=True, slots=True)
class AddressRow:
    """One row as it is written; cells that are missing are empty texts."""

    entry: int
    account: str
    channel: str
    address: str

    def read_channel(self) -> Channel:
        """The channel of the row. Raises `ChannelUnreadable`."""
        channel = _CHANNELS.get(letters_and_digits(self.channel))
        if channel is None:
            raise ChannelUnreadable(entry=self.entry)
        return channel

    def require_account(self) -> str:
        """The account of the row. Raises `AccountMissing`."""
        try:
            return _ACCOUNT.validate_python(self.account)
        except ValidationError as error:
            raise AccountMissing(entry=self.entry) from error


@dataclass(frozen=True, slots=True)
class RefusedAddress:
    """A row that was not taken, and why."""

    entry: int
    refusal: Refusal
