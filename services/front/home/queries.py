"""The worklist: it asks the services at the same time, and shows those that answer."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import httpx2

from services.front.home.model import SERVICES, HeldPosition, ServiceCases, Worklist, group, line_of, merge
from services.front.origin.gateway import Services
from services.front.origin.model import Destination, ServiceDown, headers_to_service
from services.front.sessions.model import Session
from shared.values.capabilities import Capability

CASES_OF_SERVICE = 50
Found = dict[str, Any]


class Away(Exception):
    """A service does not answer."""


async def show_worklist(
    services: Services, session: Session, correlation_id: str, service: str | None = None, cursor: str | None = None
) -> Worklist:
    """Collect the worklist of an account, or the part of one service from a cursor on."""
    asked = (service,) if service in SERVICES else SERVICES
    page = {"cursor": cursor} if service in SERVICES and cursor else {}
    positions = asyncio.create_task(list_positions(services, session, correlation_id))
    found = await asyncio.gather(*(_cases(services, session, correlation_id, each, page) for each in asked))
    lines = merge(found)
    return Worklist(
        account=session.account,
        positions=await positions,
        entries=group(lines),
        count=len(lines),
        away=tuple(service for service, each in zip(asked, found, strict=True) if each is None),
        longer=tuple(each.service for each in found if each is not None and each.next),
        service=asked[0] if len(asked) == 1 else None,
        next=found[0].next if len(asked) == 1 and found[0] is not None else None,
    )


async def list_positions(services: Services, session: Session, correlation_id: str) -> tuple[HeldPosition, ...] | None:
    """The positions of an account today; None if the service does not answer."""
    try:
        page = await _ask(services, session, correlation_id, "agreements", "/positions/mine", limit="200")
    except Away:
        return None
    items = page["items"] if page is not None else []
    return tuple(HeldPosition(Capability(each["capability"]), each["scope_kind"], each["unit_name"]) for each in items)


async def _cases(
    services: Services, session: Session, correlation_id: str, service: str, page: Mapping[str, str]
) -> ServiceCases | None:
    query = {"limit": str(CASES_OF_SERVICE), **page}
    try:
        found = await _ask(services, session, correlation_id, service, "/waiting", **query)
    except Away:
        return None
    if found is None:
        return ServiceCases(service, (), None)
    return ServiceCases(service, tuple(map(line_of, found["items"])), found["next"])


async def _ask(
    services: Services, session: Session, correlation_id: str, service: str, path: str, **query: str
) -> Found | None:
    """The answer of a service; None if the account may not ask, as one without positions. Raises `Away`."""
    headers = headers_to_service([], session.tokens.access, correlation_id)
    try:
        answer = await services.send("GET", Destination(service, path, ""), urlencode(query), headers)
        try:
            await answer.aread()
        finally:
            await answer.aclose()
    except (ServiceDown, httpx2.HTTPError) as error:
        raise Away from error
    if answer.is_success:
        return dict(answer.json())
    if answer.is_client_error:
        return None
    raise Away
