"""A link: it shows one notice to a correspondent for an hour from its opening, and not after it has expired."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Literal, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from services.notifications.inbox.model import Notice
from shared.values.ids import new_id
from shared.values.refusals import NotFound
from shared.values.texts import Text

LASTS = timedelta(days=14)
VISIT_LASTS = timedelta(hours=1)
SECRET_BYTES = 24

LinkState: TypeAlias = Literal["unopened", "open", "used", "expired", "withdrawn"]


class LinkNotFound(NotFound):
    """No link has this id."""

    title = Text("Tautan tidak ditemukan", "No such link")
    detail = Text("Tidak ada tautan {id}.", "There is no link {id}.")


class LinkNotValid(NotFound):
    """The secret opens nothing: it never did, was used, has expired, or was withdrawn. Which one is not said."""

    title = Text("Tautan tidak berlaku", "Link not valid")
    detail = Text(
        "Tautan ini sudah dipakai, kedaluwarsa, atau ditarik. Hubungi satuan kerja yang mengirimnya.",
        "This link was used, has expired or was withdrawn. Contact the unit that sent it.",
    )


@dataclass(frozen=True, slots=True)
class Link:
    """A link of one notice for one correspondent. The secret is in the message only; `digest` is its hash."""

    id: UUID
    correspondent_id: UUID
    notice_id: UUID
    digest: bytes
    made_at: datetime
    expires_at: datetime
    opened_at: datetime | None = None
    read_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None

    @classmethod
    def to(cls, notice: Notice, correspondent_id: UUID, now: datetime) -> tuple["Link", str]:
        """A new link and its secret."""
        secret = secrets.token_urlsafe(SECRET_BYTES)
        last = datetime.combine(notice.useful_until + timedelta(days=1), time(), ZoneInfo(notice.zone))
        expires = min(now + LASTS, last.astimezone(now.tzinfo))
        return cls(new_id(), correspondent_id, notice.id, digest_of(secret), now, expires), secret

    def state(self, now: datetime) -> LinkState:
        """What the link still opens."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        if self.opened_at is not None and now >= self.opened_at + VISIT_LASTS:
            return "used"
        if now >= self.expires_at:
            return "expired"
        return "unopened" if self.opened_at is None else "open"

    def open(self, now: datetime) -> "Link":
        """The link after its holder has opened it; the first opening counts. Raises `LinkNotValid`."""
        self.require_valid(now)
        return self if self.opened_at else replace(self, opened_at=now)

    def see(self, now: datetime) -> "Link":
        """The link after its holder has said that the notice was seen. Raises `LinkNotValid`."""
        if self.state(now) != "open":
            raise LinkNotValid
        return self if self.read_at else replace(self, read_at=now)

    def withdraw(self, by: str, now: datetime) -> "Link":
        """The link after it was taken back; a second time changes nothing."""
        return self if self.withdrawn_at else replace(self, withdrawn_at=now, withdrawn_by=by)

    def require_valid(self, now: datetime) -> None:
        """Raise `LinkNotValid` unless it still opens something."""
        if self.state(now) not in ("unopened", "open"):
            raise LinkNotValid


def digest_of(secret: str) -> bytes:
    """What is stored of a secret. It has 192 random bits, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).digest()
