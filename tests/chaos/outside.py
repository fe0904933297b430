"""Systems outside, to which Sinergi sends while its senders die: the webhook of a subscriber, and mailboxes."""

import asyncio
import re
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from deploy.installation.environment import settings_of
from deploy.local.stack import Stack
from tests.behaviour.webhooks.receiver import Receiver, receiving
from tests.chaos.backlog import SERVICES, Database
from tests.chaos.client import Client

SUBSCRIBER, TOPIC = "contoh-chaos", "agreements.v1"
QUIET_SECONDS = 120.0
CODE_SECONDS = 30.0
_SUBSCRIBER = """
INSERT INTO subscriber (name, status, topics, requests_per_minute, changed_at)
VALUES ($1, 'active', ARRAY[$2], 60000, now())
"""
# A sender that died keeps its leases for five minutes. Of those that live one may send a message twice, under its id.
_END_LEASES = "UPDATE delivery SET leased_until = NULL WHERE state = 'waiting'"
_UNDER_WAY = """
SELECT (SELECT count(*) FROM notice_to_tell) + (SELECT count(*) FROM delivery WHERE state = 'waiting' AND due_at <= $1)
     + (SELECT count(*) FROM webhook_delivery WHERE state IN ('waiting', 'set_aside'))
"""


@dataclass(frozen=True)
class Outside:
    """What the systems outside have got."""

    receiver: Receiver
    mail: Path
    topic: str
    """The topic of the webhook, with the prefix of the instance."""
    after_id: int
    """The last event of this log before the webhook was registered."""

    def messages(self) -> list[EmailMessage]:
        """All messages that arrived, the oldest first."""
        return list(arrived(self.mail).values())


def arrived(mail: Path) -> dict[Path, EmailMessage]:
    """The messages that arrived and their files, the oldest first."""
    files = sorted(mail.glob("*.eml"))
    return {file: message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=policy.default) for file in files}


def id_of(message: EmailMessage) -> str:
    """The id of the delivery that a message belongs to."""
    return str(message["Message-ID"]).strip("<>").partition("@")[0]


@asynccontextmanager
async def listening(
    client: Client, database: Database, stack: Stack, operator: str, accounts: Collection[str]
) -> AsyncIterator[Outside]:
    """Register a webhook, and an address for each of `accounts`; keep what is sent there."""
    async with receiving() as receiver:
        for service in SERVICES:
            await database.fetch(_SUBSCRIBER, SUBSCRIBER, TOPIC, schema=service)
        ((after_id,),) = await database.fetch("SELECT coalesce(max(id), 0) FROM agreements.outbox")
        wanted = {"subscriber": SUBSCRIBER, "address": receiver.address, "topics": [TOPIC]}
        await client.post(operator, "notifications", "/webhooks", wanted)
        outside = Outside(receiver, stack.folder.mail, settings_of(stack.environment()).topic(TOPIC), after_id)
        for nth, account in enumerate(sorted(accounts)):
            await _reach(client, outside, account, f"kotak-{nth}@contoh.example")
        yield outside


async def _reach(client: Client, outside: Outside, account: str, address: str) -> None:
    """Let an account be told at an address, at any hour."""
    shown = await client.answer(account, "notifications", "/recipients/me")
    habits = shown.json()["habits"] | {"quiet_from": 0, "quiet_until": 0, "on_free_days": True}
    await client.put(account, "notifications", "/recipients/me/habits", habits, shown.headers["etag"])
    way = {"channel": "email", "address": address}
    await client.post(account, "notifications", "/recipients/me/ways", way)
    async with asyncio.timeout(CODE_SECONDS):
        while not (code := _code_for(outside, address)):
            await asyncio.sleep(0.2)
    await client.post(account, "notifications", "/recipients/me/confirmations", {"channel": "email", "code": code})


def _code_for(outside: Outside, address: str) -> str | None:
    texts = [message.get_content() for message in outside.messages() if message["To"] == address]
    found = re.search(r"\b[0-9]{6}\b", texts[0]) if texts else None
    return found[0] if found else None


async def all_sent(outside: Outside, database: Database, now: datetime) -> bool:
    """Wait until nothing is on its way outside; return False if that takes too long.

    The webhook has got everything once it has an entry for each event of its topic and none of them is open.
    """
    await database.fetch(_END_LEASES, schema="notifications")
    counting = "SELECT count(*) FROM agreements.outbox WHERE topic = $1 AND id > $2"
    try:
        async with asyncio.timeout(QUIET_SECONDS):
            while True:
                ((events,),) = await database.fetch(counting, outside.topic, outside.after_id)
                ((noted,),) = await database.fetch("SELECT count(*) FROM notifications.webhook_delivery")
                ((open_,),) = await database.fetch(_UNDER_WAY, now, schema="notifications")
                if noted >= events and not open_:
                    return True
                await asyncio.sleep(0.5)
    except TimeoutError:
        return False
