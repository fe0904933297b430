"""An event from the request through Kafka to the table of another service, on a stack of the test's own."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable

from deploy.demo.client import Client
from deploy.installation.environment import settings_of
from deploy.installation.service import connected
from deploy.local.stack import Stack

OPERATOR = "akun-operator-contoh"


async def assign(client: Client) -> str:
    """Give a new account a position; returns the position."""
    body = {"account": f"akun-{secrets.token_hex(4)}", "capability": "reader", "scope_kind": "nation", "unit": ""}
    answer = await client.post("agreements", "/positions", OPERATOR, body)
    return str(answer.body["id"])


async def known(stack: Stack, position: str) -> bool:
    """Whether another service knows the position."""
    async with connected(settings_of(stack.environment()), "programs", "app") as connection:
        return bool(await connection.fetchval("SELECT EXISTS (SELECT 1 FROM position WHERE id = $1)", position))


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 60) -> None:
    """Wait until the condition holds."""
    async with asyncio.timeout(seconds):
        while not await condition():
            await asyncio.sleep(0.2)
