"""Operations on positions as an operator, and their arrival in the other services."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import asyncpg

from deploy.installation.environment import settings_of
from shared.postgres.connections import connect
from tests.behaviour.client import OPERATOR, SERVICES, Sinergi

Json = dict[str, Any]


async def connected(sinergi: Sinergi, service: str) -> "asyncpg.Connection[Any]":
    """A connection of a service's own app role."""
    return await connect(settings_of(sinergi.stack.environment()), service, "app", "test")


def day(sinergi: Sinergi, days: int) -> str:
    """The date this many days from today, by the calendar of the capital."""
    return (sinergi.today() + timedelta(days=days)).isoformat()


async def assign(sinergi: Sinergi, **more: Any) -> Json:
    """Assign a position to a new account and return it, without waiting for the other services."""
    body = {"account": f"account-{uuid4()}", "capability": "head", "scope_kind": "nation", "unit": ""} | more
    answer = await sinergi.agreements.post("/positions", body, OPERATOR)
    assert answer.status_code == 201, answer.text
    position: Json = answer.json()
    return position


async def arrived(sinergi: Sinergi, position: Json) -> None:
    """Wait until every service has the position, even if it is not in force today."""

    async def everywhere() -> None:
        for service in SERVICES:
            connection = await connected(sinergi, service)
            try:
                assert await connection.fetchval("SELECT true FROM position WHERE id = $1", position["id"])
            finally:
                await connection.close()

    await sinergi.eventually(everywhere)


async def statuses(sinergi: Sinergi, account: str) -> list[int]:
    """The status with which each service answers a request that is open to every position."""
    services = (sinergi.agreements, sinergi.programs, sinergi.notifications)
    return [(await service.get("/positions/freshness", account)).status_code for service in services]
