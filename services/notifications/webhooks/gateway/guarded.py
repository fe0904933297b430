"""Connections to receivers. An address is resolved once, checked, and connected to: no second answer is asked for."""

import asyncio
import ipaddress
import socket
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from functools import partial
from typing import Any

from httpcore2 import AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream, ConnectError

from services.notifications.webhooks.model.addresses import is_public


class Unresolved(ConnectError):
    """The name of a receiver has no address."""


class InnerAddress(ConnectError):
    """The name of a receiver has an address in an inner network."""


class GuardedBackend(AsyncNetworkBackend):
    """Connects to public addresses only, unless `inner` allows all; names are resolved in `threads`."""

    def __init__(self, *, inner: bool, threads: Callable[[], Executor]) -> None:
        self._inner, self._threads = inner, threads
        self._backend = AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 -- the library's interface
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        """Connect to the first address that answers. Raises `Unresolved`, `InnerAddress`, or the library's errors."""
        addresses = await resolve(host, port, self._threads())
        if not self._inner and not all(is_public(ipaddress.ip_address(each)) for each in addresses):
            raise InnerAddress
        for number, address in enumerate(addresses):
            try:
                return await self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except ConnectError:
                if number == len(addresses) - 1:
                    raise
        raise Unresolved

    async def sleep(self, seconds: float) -> None:
        """Wait, as the library asks for it."""
        await self._backend.sleep(seconds)


async def resolve(host: str, port: int, threads: Executor) -> list[str]:
    """The addresses of a name, each once. Raises `Unresolved`."""
    # Not in the threads of the loop: a few names that no server answers for would keep all of them busy.
    looking = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        found = await asyncio.get_running_loop().run_in_executor(threads, looking)
    except (OSError, UnicodeError) as error:
        raise Unresolved from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
