"""Messages that the mail catcher of the stack received, and the addresses to which they go."""

import re
from collections.abc import Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any
from uuid import uuid4

from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.office import Office


def caught(sinergi: Sinergi, address: str) -> Sequence[EmailMessage]:
    """The messages to an address, the oldest first."""
    # Parsing all of them would take longer than a test waits where a burst left thousands.
    files = (file.read_bytes() for file in sorted(sinergi.stack.folder.mail.glob("*.eml")))
    messages = (
        message_from_bytes(each, _class=EmailMessage, policy=default) for each in files if address.encode() in each
    )
    return [message for message in messages if message["To"] == address]


def plain_text(message: EmailMessage) -> str:
    """The text of a message, beside which it may have an HTML part."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def html_text(message: EmailMessage) -> str:
    """The HTML part of a message."""
    part = message.get_body(("html",))
    assert part is not None
    return str(part.get_content())


async def confirmed(sinergi: Sinergi, account: str, begins: str = "kotak-") -> str:
    """A new address of an account that its code has confirmed."""
    address = f"{begins}{uuid4().hex[:10]}@contoh.example"
    notifications = sinergi.notifications
    given = await notifications.post("/recipients/me/ways", {"channel": "email", "address": address}, account)
    assert given.status_code == 200, given.text
    assert address not in given.text

    async def code() -> str:
        (message,) = caught(sinergi, address)
        found = re.search(r"\b[0-9]{6}\b", plain_text(message))
        assert found
        return found[0]

    entered = {"channel": "email", "code": await sinergi.eventually(code)}
    answer = await notifications.post("/recipients/me/confirmations", entered, account)
    assert answer.json()["confirmed"], answer.text
    return address


async def at_any_hour(sinergi: Sinergi, account: str, **changes: object) -> None:
    """The account wants to be notified at any hour, so that a test depends on none."""
    shown = await sinergi.notifications.get("/recipients/me", account)
    habits = shown.json()["habits"] | {"quiet_from": 0, "quiet_until": 0, "on_free_days": True} | changes
    answer = await sinergi.notifications.put("/recipients/me/habits", habits, account, if_match=shown.headers["ETag"])
    assert answer.status_code == 200, answer.text


async def deliveries(sinergi: Sinergi, account: str) -> list[dict[str, Any]]:
    """The deliveries of notices to an account, as the keeper sees them; the newest first."""
    page = await sinergi.notifications.get("/deliveries?limit=200", OPERATOR)
    return [each for each in page.json()["items"] if each["account"] == account and each["kind"] != "code"]


async def events_about(sinergi: Sinergi, delivery: str) -> int:
    """The number of failure events that were emitted for a delivery."""
    query = """SELECT count(*) FROM notifications.outbox
               WHERE type LIKE '%delivery.failed.v1' AND convert_from(data, 'UTF8') LIKE $1"""
    return int(await sinergi.database.fetchval(query, f"%{delivery}%"))


async def message_to_contact(sinergi: Sinergi, office: Office) -> EmailMessage:
    """A message about a draft to the contact of the office, which a mail server has taken."""
    await at_any_hour(sinergi, office.contact)
    address = await confirmed(sinergi, office.contact)
    await office.submit(await office.draft())

    async def message() -> EmailMessage:
        (message,) = caught(sinergi, address)[1:]
        (delivery,) = await deliveries(sinergi, office.contact)
        assert delivery["state"] == "sent"
        return message

    return await sinergi.eventually(message)
