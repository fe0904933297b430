"""Ports on loopback: free ones are chosen at random and remembered, so that a second start has the same addresses."""

import random
import socket
from collections.abc import Iterable, Mapping

from deploy.installation.trouble import Trouble

# Below the range from which systems take the ports of outgoing connections: a port found free stays free for longer.
_RANGE = range(20_000, 30_000)
_TRIES = 200


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of the loopback address now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: connections of an earlier run that linger (TIME_WAIT) do not make its port another's.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose_ports(names: Iterable[str], remembered: Mapping[str, int]) -> dict[str, int]:
    """Give each name its remembered port when that is free, another one when somebody else took it."""
    chosen: dict[str, int] = {}
    for name in names:
        port = remembered.get(name)
        chosen[name] = port if port is not None and is_free(port) else _find_free(set(chosen.values()))
    return {**remembered, **chosen}


def _find_free(taken: set[int]) -> int:
    for port in random.sample(_RANGE, _TRIES):
        if port not in taken and is_free(port):
            return port
    message = f"No free port between {_RANGE.start} and {_RANGE.stop - 1}: stop some programs that listen there"
    raise Trouble(message)
