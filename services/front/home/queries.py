"""The start page: it asks the three services at the same time, and shows those that answer."""

import asyncio
from typing import Any
from urllib.parse import urlencode

import httpx2

from services.front.home.model import SERVICES, HeldPosition, Home
from services.front.origin.gateway import Services
from services.front.origin.model import Destination, ServiceDown, headers_to_service
from services.front.sessions.model import Session

Found = dict[str, Any]


async def show_home(services: Services, session: Session, correlation_id: str) -> Home:
    """Collect the start page of an account."""
    down: set[str] = set()

    async def ask(service: str, path: str, **query: str) -> Found | None:
        headers = headers_to_service([], session.tokens.access, correlation_id)
        try:
            answer = await services.send("GET", Destination(service, path, ""), urlencode(query), headers)
            await answer.aread()
            await answer.aclose()
        except (ServiceDown, httpx2.HTTPError):
            down.add(service)
            return None
        return dict(answer.json()) if answer.is_success else None

    positions, unread, *waiting = await asyncio.gather(
        ask("agreements", "/positions", account=session.account, limit="100"),
        ask("notifications", "/inbox/count"),
        *(ask(service, "/waiting", limit="200") for service in SERVICES),
    )
    return Home(
        account=session.account,
        positions=_positions(positions),
        waiting={service: _length(page) for service, page in zip(SERVICES, waiting, strict=True)},
        unread=unread.get("unread") if unread else None,
        down=sorted(down),
    )


def _positions(page: Found | None) -> list[HeldPosition] | None:
    if page is None:
        return None
    return [HeldPosition(each["capability"], each["scope_kind"], each["unit"]) for each in page["items"]]


def _length(page: Found | None) -> int | None:
    return len(page["items"]) if page is not None else None
