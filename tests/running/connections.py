"""Unit tests and tests of the architecture open no connection.

A test marked `allow_hosts(["127.0.0.1"])` may connect to a server that it started itself. The guard is in Python:
it does not see libpq, librdkafka and other processes.
"""

import pytest

WITHOUT_CONNECTIONS = ("tests/unit/", "tests/architecture/")


def may_not_connect(nodeid: str) -> bool:
    """Whether a test is in a folder whose tests open no connection."""
    return nodeid.startswith(WITHOUT_CONNECTIONS)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests for which pytest-socket refuses every socket."""
    if may_not_connect(item.nodeid) and item.get_closest_marker("allow_hosts") is None:
        item.add_marker(pytest.mark.disable_socket)
