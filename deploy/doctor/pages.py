"""Pages of Sinergi's processes and of the issuer, read without a proxy."""

from collections.abc import Mapping

import httpx2

from shared.operations.clients import direct_client

ANSWER_TIMEOUT_SECONDS = 5.0


async def get(address: str) -> httpx2.Response:
    """Read one page. Raises `httpx2.HTTPError`."""
    async with direct_client(ANSWER_TIMEOUT_SECONDS) as client:
        return await client.get(address)


async def post(address: str, body: object, headers: Mapping[str, str]) -> httpx2.Response:
    """Send a question that changes nothing. Raises `httpx2.HTTPError`."""
    async with direct_client(ANSWER_TIMEOUT_SECONDS) as client:
        return await client.post(address, json=body, headers=dict(headers))
