"""Reports of mail servers that a message did not arrive (delivery status notifications, RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from uuid import UUID

from shared.values.refusals import Invalid
from shared.values.texts import Text

_MESSAGE_ID = re.compile(r"<([0-9a-f-]{36})@[^>\s]+>")
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_UNKNOWN_ADDRESS = "1"
"""The subject of a status about the address of the recipient (RFC 3463 §3.2)."""


class BounceUnreadable(Invalid):
    """The message is no report of a mail server about one of ours."""

    title = Text("Laporan tidak terbaca", "Unreadable report")
    detail = Text(
        "Pesan ini bukan laporan pengiriman (RFC 3464) tentang surel Sinergi.",
        "This message is no delivery report (RFC 3464) about an e-mail of Sinergi.",
    )


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a report states of one message. `final`: it will not arrive; `address`: its address is unknown."""

    delivery_id: UUID
    status: str
    final: bool
    address: bool


def bounce_in(raw: bytes) -> Bounce:
    """The bounce that a message reports. Raises `BounceUnreadable`."""
    message = message_from_bytes(raw, _class=EmailMessage, policy=default)
    delivery_id, status = _ours(message), _status(message)
    if delivery_id is None or status is None:
        raise BounceUnreadable
    written, action = status
    kind, subject, _detail = written.split(".")
    final = kind == "5" and action == "failed"
    return Bounce(delivery_id, written, final, address=final and subject == _UNKNOWN_ADDRESS)


def _status(message: Message) -> tuple[str, str] | None:
    """The status and the action of the first recipient; our messages have one only."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in _parts(part):
                found = _STATUS.search(str(block.get("Status", "")))
                if found:
                    return found[0], str(block.get("Action", "")).strip().lower()
    return None


def _ours(message: Message) -> UUID | None:
    """The delivery whose message was returned, by the Message-ID in the returned headers."""
    for part in message.walk():
        if part is message:
            continue
        if part.get_content_type() == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            identifier = text.decode("ascii", "replace") if isinstance(text, bytes) else ""
        else:
            identifier = str(part.get("Message-ID", ""))
        if found := _MESSAGE_ID.search(identifier):
            return UUID(found[1])
    return None


def _parts(part: Message) -> Iterator[Message]:
    content = part.get_payload()
    for each in content if isinstance(content, list) else ():
        if isinstance(each, Message):
            yield each
