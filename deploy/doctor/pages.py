"""Pages of Sinergi's processes and of the issuer, read without a proxy."""

from collections.abc import Mapping

import httpx2

ANSWER_TIMEOUT_SECONDS = 5.0


async def get(address: str) -> httpx2.Response:
    """Read one page. Raises `httpx2.HTTPError`."""
    async with _client() as client:
        return await client.get(address)


async def post(address: str, body: object, headers: Mapping[str, str]) -> httpx2.Response:
    """Send a question that changes nothing. Raises `httpx2.HTTPError`."""
    async with _client() as client:
        return await client.post(address, json=body, headers=dict(headers))


def _client() -> httpx2.AsyncClient:
    # trust_env=False: for a proxy of the environment, 127.0.0.1 would be its own machine. Its authorities count.
    return httpx2.AsyncClient(timeout=ANSWER_TIMEOUT_SECONDS, trust_env=False, verify=httpx2.create_ssl_context())
