"""Distribution of the tests over several workers of pytest (`-n 4`).

Every worker has servers of its own, so no test meets another one's events. PostgreSQL and Kafka are cheap (4 s of
processor time to start, 3 % of a processor when idle); the nine processes of Sinergi are not (over 10 s and 9 %). So
only the first workers, the *lanes*, start the services, and only they take tests of behaviour and of screens.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

LANES = 2
BEHAVIOUR = ("tests/behaviour/", "tests/screens/")
"""Folders of tests that use the services."""
TOGETHER = ("tests/behaviour/access", "tests/behaviour/http", "tests/behaviour/consumers", "tests/screens")
"""Folders whose tests share something that takes seconds to make; one lane runs all of such a folder."""
APART = ("tests/core",)
"""Folders of long tests that share nothing; each test goes to the next worker that is free."""

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


def may_run_services(config: pytest.Config) -> bool:
    """Whether this process may start the services: a lane, or pytest without workers."""
    workerinput: dict[str, Any] = getattr(config, "workerinput", {"lane": True})
    return bool(workerinput["lane"])


def needs_services(nodeid: str) -> bool:
    """Whether a test, or a unit of work, uses the services."""
    return f"{nodeid}/".startswith(BEHAVIOUR)


def unit_of(nodeid: str) -> str:
    """The tests that stay together: a file, one of the folders above, or a single test."""
    file = nodeid.partition("::")[0]
    folder = str(PurePosixPath(file).parent)
    if folder in TOGETHER:
        return folder
    return nodeid if folder in APART else file


class Lanes(LoadScopeScheduling):  # type: ignore[misc]
    """Gives each worker the next unit of work that it may take; tests marked `long` go first."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        unit = next(self._units_for(node), None)
        if unit is not None:
            self.workqueue.move_to_end(unit, last=False)
            super()._assign_work_unit(node)

    def _reschedule(self, node: WorkerController) -> None:
        if next(self._units_for(node), None) is not None:
            super()._reschedule(node)
        elif not node.shutting_down:
            node.shutdown()

    def _units_for(self, node: WorkerController) -> Iterator[str]:
        """The units that are left for a worker. A lane takes tests of behaviour first, because no other worker can."""
        if node.workerinput["lane"]:
            yield from (unit for unit in self.workqueue if needs_services(unit))
        yield from (unit for unit in self.workqueue if not needs_services(unit))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: WorkerController) -> None:
    """Tell a worker whether it is a lane."""
    node.workerinput["lane"] = int(node.gateway.id.removeprefix("gw")) < LANES


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Lanes:
    """Schedule by lanes, in the order of the collection."""
    config.option.loadscopereorder = False
    return Lanes(config, log)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a test alike in every worker, also where a random id is among its parameters."""
    return _UUID.sub("uuid", val) if isinstance(val, str) and _UUID.search(val) else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with long tests in any random order, so that no worker is still busy with one when the others end."""
    items.sort(key=lambda item: (item.get_closest_marker("long") is None, unit_of(item.nodeid) not in TOGETHER))
