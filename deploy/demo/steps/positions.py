"""Positions of the cast: assigned by the operator, and known to every service before the story continues."""

from collections.abc import Iterable
from functools import partial

import httpx2

from deploy.demo.client import Client, Refused
from deploy.demo.steps.staff import OPERATOR

FIRST_DAY = "2020-01-01"
"""Before every story."""


async def assign(client: Client, account: str, capability: str, kind: str, unit: str | None) -> None:
    """Assign a position that began before the story."""
    position = {"account": account, "capability": capability, "scope_kind": kind, "valid_from": FIRST_DAY}
    await client.post("agreements", "/positions", OPERATOR, position | ({"unit": unit} if unit else {}))


async def until_known(client: Client, accounts: Iterable[str]) -> None:
    """Wait until every service knows the positions of these accounts."""
    for account in accounts:
        await client.eventually(f"{account} to be known everywhere", partial(_is_known, client, account))


async def _is_known(client: Client, account: str) -> bool:
    try:
        for service in ("programs", "notifications"):
            await client.get(service, "/positions/freshness", account)
    except Refused as refused:
        if refused.problem["status"] != httpx2.codes.FORBIDDEN:
            raise
        return False
    return True
