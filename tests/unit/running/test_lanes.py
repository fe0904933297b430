"""Lanes: tests of behaviour go to the workers with services, and every test goes to a worker."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.running.lanes import Lanes, pytest_make_parametrize_id, unit_of

STORY = "tests/behaviour/stories/test_selong.py::test_a"
SCREENS = ["tests/screens/test_login.py::test_a", "tests/screens/test_worklist.py::test_a"]
ROWS = ["tests/behaviour/access/test_table.py::test_a", "tests/behaviour/access/test_views.py::test_b"]
CORE = ["tests/core/test_gaps.py::test_a", "tests/core/test_gaps.py::test_b", "tests/core/test_flow.py::test_a"]
UNIT = ["tests/unit/test_a.py::test_a", "tests/unit/test_a.py::test_b", "tests/unit/test_b.py::test_a"]


class Worker:
    """A worker that records the tests it is given."""

    def __init__(self, name: str, *, lane: bool) -> None:
        self.gateway = SimpleNamespace(id=name)
        self.workerinput = {"lane": lane}
        self.given: list[int] = []
        self.shutting_down = False

    def send_runtest_some(self, indices: list[int]) -> None:
        self.given += indices

    def shutdown(self) -> None:
        self.shutting_down = True


def run(tests: list[str], *workers: Worker) -> dict[str, list[str]]:
    """Let the workers run all tests in turn; returns which worker ran which."""
    options: Any = SimpleNamespace(tx=["popen"] * len(workers), loadscopereorder=False, maxfail=0)
    config: Any = SimpleNamespace(option=options, getvalue=lambda name: getattr(options, name))
    lanes = Lanes(config)
    for worker in workers:
        lanes.add_node(worker)
    for worker in workers:
        lanes.add_node_collection(worker, tests)
    lanes.schedule()
    ran: dict[str, list[str]] = {worker.gateway.id: [] for worker in workers}
    while busy := [worker for worker in workers if len(ran[worker.gateway.id]) < len(worker.given)]:
        for worker in busy:
            number = worker.given[len(ran[worker.gateway.id])]
            ran[worker.gateway.id].append(tests[number])
            lanes.mark_test_complete(worker, number)
    assert all(worker.shutting_down for worker in workers)
    assert lanes.tests_finished
    return ran


@pytest.mark.parametrize(
    ("nodeid", "unit"),
    [
        (STORY, "tests/behaviour/stories/test_selong.py"),
        (ROWS[0], "tests/behaviour/access"),
        (CORE[0], CORE[0]),
        (UNIT[0], "tests/unit/test_a.py"),
    ],
)
def test_files_stay_together_and_some_folders_and_single_tests_of_the_core(nodeid: str, unit: str) -> None:
    assert unit_of(nodeid) == unit


def test_only_lanes_run_tests_of_behaviour_and_nothing_is_left_or_run_twice() -> None:
    tests = [*UNIT, *CORE, STORY, *ROWS, *SCREENS]
    ran = run(tests, Worker("gw0", lane=True), Worker("gw1", lane=False))
    assert sorted(ran["gw0"] + ran["gw1"]) == sorted(tests)
    assert ran["gw0"][:1] == [STORY], "a lane begins with the tests that no other worker can run"
    assert not set(ran["gw1"]) & {STORY, *ROWS, *SCREENS}


def test_a_worker_that_may_take_nothing_ends() -> None:
    assert run([STORY, *ROWS], Worker("gw0", lane=True), Worker("gw1", lane=False))["gw1"] == []


def test_a_lane_helps_the_others_when_its_own_work_is_done() -> None:
    assert run([STORY, *CORE], Worker("gw0", lane=True))["gw0"] == [STORY, *CORE]


def test_a_random_id_does_not_name_a_test() -> None:
    assert pytest_make_parametrize_id("/inbox/6762f83a-4554-4fd5-b200-ad08e7202cdf") == "/inbox/uuid"
    assert pytest_make_parametrize_id("/inbox") is None
