"""Webhooks on the command line: which there are, and what is sent again."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from deploy.installation.as_operator import as_operator
from deploy.installation.errors import errors_as_trouble
from deploy.installation.trouble import Trouble
from services.notifications.webhooks.commands.requests import (
    PingWebhook,
    RedeliverEvent,
    ReplayEvents,
    ping_webhook,
    redeliver_event,
    replay_events,
)
from services.notifications.webhooks.queries.endpoints import ListWebhooks, WebhookDetails, list_webhooks
from shared.access import Work
from shared.operations.settings import Settings
from shared.values.refusals import Refusal
from shared.web.cursors import PageRequest

MOST = 200
C = TypeVar("C")
R = TypeVar("R")


def known_webhooks(settings: Settings, subscriber: str | None) -> Sequence[WebhookDetails]:
    """The webhooks of all subscribers or of one, the newest first."""
    query = ListWebhooks(PageRequest(after=None, limit=MOST), subscriber)
    return _run(settings, "list", list_webhooks, query).items


def ping(settings: Settings, webhook_id: UUID) -> UUID:
    """Have a test sent; return its id."""
    return _run(settings, "ping", ping_webhook, PingWebhook(webhook_id))


def redeliver(settings: Settings, webhook_id: UUID, event_id: UUID) -> None:
    """Have one event sent again."""
    _run(settings, "redeliver", redeliver_event, RedeliverEvent(webhook_id, event_id))


def replay(settings: Settings, webhook_id: UUID, since: datetime) -> None:
    """Have all events sent again that were recorded since a time."""
    _run(settings, "replay", replay_events, ReplayEvents(webhook_id, since))


def _run(settings: Settings, name: str, use_case: Callable[[Work, C], Awaitable[R]], command: C) -> R:
    async def run() -> R:
        async with as_operator(settings, f"webhooks {name}", "notifications") as run_use_case:
            return await run_use_case(use_case, command)

    try:
        with errors_as_trouble():
            return asyncio.run(run())
    except Refusal as refusal:
        raise Trouble(refusal.sentence.en) from refusal
