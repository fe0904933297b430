"""Ports on loopback: chosen at random and remembered, so that the next start has the same addresses."""

import atexit
import random
import socket
import sys
from collections.abc import Iterable, Mapping

from deploy.installation.trouble import Trouble

# Below the range of outgoing connections, so that a free port is not taken by one of them.
_RANGE = range(20_000, 30_000)
_TRIES = 200
# Tests set the seed of `random` to one number in all processes, which would then choose the same ports.
_CHOICE = random.SystemRandom()


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of the loopback address now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: connections of an earlier run in TIME_WAIT do not block the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose_ports(names: Iterable[str], remembered: Mapping[str, int]) -> dict[str, int]:
    """Give each name its remembered port, or another one when that port is taken."""
    chosen: dict[str, int] = {}
    for name in names:
        port = remembered.get(name)
        chosen[name] = port if port is not None and is_free(port) else _find_free(set(chosen.values()))
    return {**remembered, **chosen}


def _find_free(taken: set[int]) -> int:
    for port in _CHOICE.sample(_RANGE, _TRIES):
        if port not in taken and is_free(port) and _reserve(port):
            return port
    message = f"No free port between {_RANGE.start} and {_RANGE.stop - 1}: stop some programs that use these ports"
    raise Trouble(message)


def _reserve(port: int) -> bool:
    """Reserve the port until the process ends; returns whether no other process of this machine has done so.

    Another stack that starts now must not choose a port on which no one listens yet.
    The name is in Linux's abstract namespace, where nothing is left behind; other systems take the small risk.
    """
    if sys.platform != "linux":
        return True
    name = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        name.bind(f"\0sinergi-port-{port}")
    except OSError:
        name.close()
        return False
    atexit.register(name.close)
    return True
