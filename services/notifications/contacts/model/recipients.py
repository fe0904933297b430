"""An address of an account: given, confirmed by the code that was sent to it, withdrawn."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.notifications.contacts.model.habits import Habits
from shared.values.cooperation import Channel
from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text

CODE_DIGITS = 6
CODE_LASTS = timedelta(minutes=30)
MAX_TRIES = 5
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}")
_PHONE = re.compile(r"\+[1-9][0-9]{8,14}")
_TRUNK = re.compile(r"^(?:\+?62|0)(?=8)")


class AddressNotUsable(Invalid):
    """The given text is no address of the channel; the refusal does not repeat it."""

    title = Text("Alamat tidak dapat dipakai", "Address not usable")
    detail = Text(
        "Isian ini bukan alamat untuk {channel}. Alamat surel memuat nama dan domain; nomor telepon ditulis seperti "
        "0812… atau +62812….",
        "This is no address for {channel}. An e-mail address has a name and a domain; a telephone number is written "
        "like 0812… or +62812….",
    )


class RefusedWayNotFound(NotFound):
    """No address has this id, or it was withdrawn."""

    title = Text("Alamat tidak ditemukan", "No such address")
    detail = Text(
        "Alamat ini tidak ada lagi; mungkin pemiliknya telah menariknya.",
        "This address no longer exists; its holder may have withdrawn it.",
    )


class WayNotRefused(Conflict):
    """The server has not refused the address, or its case was settled before."""

    title = Text("Alamat tidak ditolak", "Address not refused")
    detail = Text(
        "Alamat ini sudah diganti atau dinyatakan benar, jadi tidak ada lagi yang perlu diperiksa.",
        "This address was replaced or stated as right, so there is nothing to check any more.",
    )


@dataclass(frozen=True, slots=True)
class Way:
    """An address in a channel. It is used only while it is confirmed: to enter the code is to agree to messages."""

    channel: Channel
    address: str
    given_by: str
    given_at: datetime
    code_wanted: bool = True
    code: bytes | None = None
    code_until: datetime | None = None
    code_tries: int = 0
    confirmed_at: datetime | None = None
    refused_at: datetime | None = None

    @property
    def is_usable(self) -> bool:
        """Whether messages may be sent there."""
        return self.confirmed_at is not None and self.refused_at is None

    def with_code(self, code: str, now: datetime) -> "Way":
        """The address after a code was made for it; an earlier code is no longer valid."""
        return replace(self, code=self._digest(code), code_until=now + CODE_LASTS, code_wanted=False)

    @property
    def tries_left(self) -> int:
        """The number of times that a code may still be entered."""
        return max(MAX_TRIES - self.code_tries, 0) if self.code else 0

    def accepts(self, code: str, now: datetime) -> bool:
        """Whether this is its code, still valid and not tried too often."""
        valid = self.tries_left > 0 and self.code_until is not None and now <= self.code_until
        return valid and hmac.compare_digest(self.code or b"", self._digest(code))

    def confirm(self, now: datetime) -> "Way":
        """The address after its code was entered."""
        return replace(self, code=None, code_until=None, code_tries=0, confirmed_at=now, refused_at=None)

    def affirmed(self) -> "Way":
        """The address, used again after its server has refused it. Raises `WayNotRefused`."""
        self.require_refused()
        return replace(self, refused_at=None)

    def require_refused(self) -> None:
        """Raises `WayNotRefused`."""
        if self.refused_at is None:
            raise WayNotRefused

    def miss(self) -> "Way":
        """The address after a wrong code was entered."""
        return replace(self, code_tries=self.code_tries + 1)

    def _digest(self, code: str) -> bytes:
        # With the address: a code that was sent to one address confirms no other.
        return hashlib.sha256(f"{self.channel} {self.address} {code}".encode()).digest()


@dataclass(frozen=True, slots=True)
class Recipient:
    """An account with its habits and its addresses by channel. The version is that of its habits; 0: the usual ones."""

    account: str
    habits: Habits
    ways: Mapping[Channel, Way]
    version: int = 0

    def waiting_way(self, channel: Channel) -> Way | None:
        """The address that waits for its code, or None."""
        way = self.ways.get(channel)
        return None if way is None or way.is_usable else way


def channel_name(channel: Channel) -> Text:
    """The name of a channel, for sentences."""
    return label("channel", channel)


def address_in(channel: Channel, written: str) -> str:
    """The address as it is used; a telephone number in international form. Raises `AddressNotUsable`."""
    if channel == "email":
        if not _EMAIL.fullmatch(written):
            raise AddressNotUsable(channel=channel_name(channel))
        return written
    number = _TRUNK.sub("+62", re.sub(r"[\s().-]", "", written))
    if not _PHONE.fullmatch(number):
        raise AddressNotUsable(channel=channel_name(channel))
    return number
