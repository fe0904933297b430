"""Servers: whether PostgreSQL, Kafka, the issuer, the apis, the document store and the resolver answer as needed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing

import httpx2

from deploy.doctor.check import Check, Finding
from deploy.doctor.pages import get
from deploy.doctor.pooler import fault_of_pooler
from deploy.doctor.resolver import resolver_fault
from deploy.installation.errors import errors_as_trouble
from deploy.installation.kafka_administrator import connect_administrator
from deploy.installation.service import connected
from deploy.installation.services import DOOR, SERVICES
from deploy.installation.trouble import Trouble
from shared.files.files import NOT_USABLE, Files
from shared.operations.settings import Settings

ANSWER_TIMEOUT_SECONDS = 8.0


async def find(settings: Settings) -> AsyncIterator[Finding]:
    """All servers are asked at the same time; their findings are in a fixed order."""
    asked = [
        _postgres(settings),
        fault_of_pooler(settings),
        _kafka(settings),
        _page(settings.jwks_url, "the issuer's keys", "check SINERGI_JWKS_URL; nobody can log in meanwhile"),
        *(_api(service, address) for service, address in settings.feeds.items()),
        _api(DOOR, settings.public_origin),
        _files(settings),
        resolver_fault(settings),
    ]
    for finding in await asyncio.gather(*asked):
        if finding is not None:
            yield finding


async def _postgres(settings: Settings) -> Finding | None:
    for service in (*SERVICES, DOOR):
        if reason := await _refusal(lambda service=service: _connect(settings, service)):  # type: ignore[misc]
            return Finding(
                f"PostgreSQL does not accept {settings.role(service, 'app')}: {reason}",
                f"start it, check SINERGI_POSTGRES_URL and the secret postgres_{service}_app; `sinergi roles apply` "
                "gives every role the password of its secret",
            )
    return None


async def _connect(settings: Settings, service: str) -> None:
    async with connected(settings, service):
        pass


async def _kafka(settings: Settings) -> Finding | None:
    for service in SERVICES:
        if reason := await _refusal(lambda service=service: asyncio.to_thread(_log_in, settings, service)):  # type: ignore[misc]
            return Finding(
                f"Kafka does not accept {settings.principal(service)}: {reason}",
                f"start it, check SINERGI_KAFKA_SERVERS and the secret kafka_{service}; `sinergi topics apply` gives "
                "every principal the password of its secret. Kafka's own log names a refused login",
            )
    return None


def _log_in(settings: Settings, service: str) -> None:
    from confluent_kafka import KafkaException

    client = connect_administrator(
        settings.kafka_servers,
        settings.principal(service),
        settings.secret(f"kafka_{service}"),
        security=settings.kafka_security,
        ca_file=settings.kafka_ca_file,
    )
    try:
        client.list_topics(timeout=ANSWER_TIMEOUT_SECONDS)
    except KafkaException as error:
        raise Trouble(str(error.args[0])) from error


async def _refusal(attempt: Callable[[], Awaitable[object]]) -> str | None:
    try:
        with errors_as_trouble():
            await attempt()
    except Trouble as trouble:
        return str(trouble)
    return None


async def _page(address: str, what: str, fix: str) -> Finding | None:
    try:
        answer = await get(address)
    except httpx2.HTTPError as error:
        return Finding(f"{what} cannot be read at {address}: {type(error).__name__}", fix)
    return None if answer.is_success else Finding(f"{what} cannot be read at {address}: {answer.status_code}", fix)


async def _api(service: str, address: str) -> Finding | None:
    fix = f"start the api of {service}, and read its log; SINERGI_FEEDS has the addresses"
    try:
        answer = await get(f"{address}/readyz")
        # The door's own address may lead through a proxy that keeps the pages of operations away from browsers.
        if service == DOOR and answer.status_code in {403, 404}:
            return None
        reason = None if answer.is_success else answer.json()["reason"]
    except (httpx2.HTTPError, ValueError, KeyError, TypeError) as error:
        reason = type(error).__name__
    return Finding(f"{service} is not ready at {address}: {reason}", fix) if reason else None


async def _files(settings: Settings) -> Finding | None:
    fix = "check SINERGI_FILES_STORE and what belongs to it; no paper can be read or sent meanwhile"
    try:
        async with aclosing(Files(settings).store.list()) as contents:  # type: ignore[type-var]
            async for _first in contents:
                break
    except NOT_USABLE as error:
        # Some stores add the whole of their error below its first line.
        reason = str(error).partition("\n")[0].strip()
        return Finding(f"the document store cannot be used: {reason}", fix)
    return None


CHECK = Check("reachability", "PostgreSQL, Kafka, the issuer, every api, the document store and the resolver", find)
