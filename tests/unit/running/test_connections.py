"""A unit test opens no connection, and one with a mark opens them to its own machine only."""

import asyncio
import socket
from collections.abc import Iterator

import pytest
from pytest_socket import SocketBlockedError, SocketConnectBlockedError

from tests.running.connections import may_not_connect

ELSEWHERE = "192.0.2.1"  # RFC 5737: an address for documentation

# The guard also warns, and a warning would be raised in place of its error.
pytestmark = pytest.mark.filterwarnings("ignore:A test tried to use socket")


@pytest.fixture
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


async def test_a_unit_test_opens_no_connection_to_its_own_machine() -> None:
    with pytest.raises(SocketBlockedError):
        await asyncio.open_connection("127.0.0.1", 80)
    with pytest.raises(SocketBlockedError):
        socket.create_server(("127.0.0.1", 0))


def test_a_unit_test_resolves_no_name() -> None:
    with pytest.raises(SocketBlockedError):
        socket.getaddrinfo("localhost", 80)


@pytest.mark.allow_hosts(["127.0.0.1"])
async def test_a_marked_test_connects_to_its_own_machine_only(port: int) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()
    await writer.wait_closed()
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection((ELSEWHERE, 80))


def test_every_test_of_these_folders_is_guarded(request: pytest.FixtureRequest) -> None:
    guarded = [item for item in request.session.items if may_not_connect(item.nodeid)]
    assert request.node in guarded
    for item in guarded:
        hosts = item.get_closest_marker("allow_hosts")
        assert item.get_closest_marker("enable_socket") is None, item.nodeid
        assert item.get_closest_marker("disable_socket") if hosts is None else hosts.args == (["127.0.0.1"],)


def test_other_tests_may_connect() -> None:
    assert not may_not_connect("tests/core/test_gaps.py::test_a")
