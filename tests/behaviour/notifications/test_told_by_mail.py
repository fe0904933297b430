"""A notice reaches the holder of its desk by e-mail: after the address was confirmed, once, and not after its cause."""

import asyncio
import re
from collections.abc import Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from uuid import uuid4

from tests.behaviour.client import Sinergi
from tests.behaviour.notifications.desks import Desks, Draft


def caught(sinergi: Sinergi, address: str) -> Sequence[EmailMessage]:
    """The messages to an address, the oldest first."""
    files = sorted(sinergi.stack.folder.mail.glob("*.eml"))
    messages = (message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=default) for file in files)
    return [message for message in messages if message["To"] == address]


async def confirmed(sinergi: Sinergi, account: str) -> str:
    """A new address of an account that its code has confirmed."""
    address = f"kotak-{uuid4().hex[:10]}@contoh.example"
    notifications = sinergi.notifications
    given = await notifications.post("/recipients/me/ways", {"channel": "email", "address": address}, account)
    assert given.status_code == 200, given.text
    assert address not in given.text

    async def code() -> str:
        (message,) = caught(sinergi, address)
        found = re.search(r"\b[0-9]{6}\b", message.get_content())
        assert found
        return found[0]

    entered = {"channel": "email", "code": await sinergi.eventually(code)}
    answer = await notifications.post("/recipients/me/confirmations", entered, account)
    assert answer.json()["confirmed"], answer.text
    return address


async def at_any_hour(sinergi: Sinergi, account: str) -> None:
    """The account wants to be told at any hour, so that a test depends on none."""
    shown = await sinergi.notifications.get("/recipients/me", account)
    habits = shown.json()["habits"] | {"quiet_from": 0, "quiet_until": 0, "on_free_days": True}
    answer = await sinergi.notifications.put("/recipients/me/habits", habits, account, if_match=shown.headers["ETag"])
    assert answer.status_code == 200, answer.text


async def test_the_holder_of_a_desk_is_told_once_by_mail(sinergi: Sinergi, desks: Desks, draft: Draft) -> None:
    await at_any_hour(sinergi, desks.contact)
    address = await confirmed(sinergi, desks.contact)
    title = f"Nota Kesepakatan {uuid4().hex[:8]}"
    drafted = await draft(title)
    submit = f"/agreements/{drafted['id']}/submissions"
    submitted = await sinergi.agreements.post(submit, {}, desks.head, if_match='"1"')
    assert submitted.is_success, submitted.text

    async def message() -> EmailMessage:
        (message,) = caught(sinergi, address)[1:]
        return message

    told = await sinergi.eventually(message)
    (notice,) = (await sinergi.notifications.get("/inbox?severity=action", desks.contact)).json()["items"]
    assert told["Subject"] == notice["subject"]["id"]
    text = told.get_content()
    assert notice["body"]["id"] in text
    assert notice["body"]["en"] in text
    assert f"/kotak-masuk/{notice['id']}" in text
    assert told["List-Unsubscribe"] is None
    await asyncio.sleep(1.5)
    assert len(caught(sinergi, address)) == 2
