"""Exhaustive tests are left out of an ordinary run; `--part` runs one part of them, and nothing else.

A test marked `part("access")` belongs to that part and to the ordinary run, where it may do less. With `only=True` it
belongs to the part alone; with `one_in=3` an ordinary run draws it with this chance, again in each run. Property tests
need no mark: all of them are the part `properties`.

The folders of `FAMILIES` are parts as a whole; with `--samples` an ordinary run draws some of their files, or some rows
of their tables, again in each run. The controls of `tests/core` run in the part `core` alone.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import hypothesis
import pytest

PARTS = {
    "access": "the whole access table: every route as every role in every scope",
    "agreements": "agreements through HTTP and events, all files",
    "ceremonies": "four desks sign forty agreements; an api is killed in between",
    "chaos": "each kind of fault and ten minutes of them at random, while people work",
    "clients": "what waits for people, inbox, feed, subscribers and login, all files",
    "common": "what holds for all services: no personal data, repeated requests, traces, repairs, the doctor",
    "consumers": "consumers in Java and Node.js read the topics (needs mvn and npm)",
    "core": "every proof of the event core, and that each fails without the mechanism that it proves",
    "files": "the document store on a real S3 server, a full disk and a lost server (needs go and root)",
    "interface": "every operation of the interface: examples, versions, limits; every route without a right",
    "programs": "programs through HTTP and events, all files",
    "operations": "alerts to a receiver, the image and its processes, TLS, drills, secrets (needs go, runc and root)",
    "properties": "every property test with thousands of examples",
    "requests": "thousands of made-up requests at every operation",
    "screens": "every screen on a desktop and on a phone; the forms without a browser",
    "stories": "the stories of the demonstration with all their partners",
    "tables": "a thousand rows with the faults of real tables; fifty thousand in the memory of a thousand",
    "upgrade": "the last release is upgraded to the present state while people work",
}
PROPERTIES, CORE = "properties", "core"


@dataclass(frozen=True, slots=True)
class Family:
    """The tests of a folder: the part that runs all of them, and of how many an ordinary run draws one.

    Whole files are drawn, or, where `rows` is set, single tests among those that have parameters.
    """

    part: str
    one_in: int
    rows: bool = False


FAMILIES: Mapping[str, Family] = {
    "tests/behaviour/access": Family("access", 6, rows=True),
    "tests/behaviour/across": Family("clients", 3),
    "tests/behaviour/agreements": Family("agreements", 8),
    "tests/behaviour/feed": Family("clients", 3),
    "tests/behaviour/front": Family("clients", 3),
    "tests/behaviour/http": Family("interface", 6, rows=True),
    "tests/behaviour/notifications": Family("clients", 3),
    "tests/behaviour/pages": Family("screens", 6),
    "tests/behaviour/programs": Family("programs", 7),
    "tests/behaviour/stories": Family("stories", 2),
    "tests/behaviour/subscribers": Family("clients", 3),
    "tests/behaviour/test_access.py": Family("interface", 6, rows=True),
    "tests/behaviour/waiting": Family("clients", 3),
    "tests/core": Family(CORE, 6),
    "tests/screens": Family("screens", 6),
}

# On a busy machine, drawing an example may take as long as the library allows for a hundred.
ON_ANY_MACHINE: dict[str, Any] = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("ordinary", max_examples=50, **ON_ANY_MACHINE)
hypothesis.settings.register_profile("exhaustive", max_examples=2_000, **ON_ANY_MACHINE)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--part` and `--samples`."""
    described = "; ".join(f"{name}: {content}" for name, content in PARTS.items())
    parser.addoption("--part", choices=sorted(PARTS), help=f"run one exhaustive part and nothing else. {described}")
    parser.addoption("--samples", action="store_true", help="draw some tests of each large folder")


def pytest_configure(config: pytest.Config) -> None:
    """Let property tests draw more examples; a test with a number of its own keeps it."""
    hypothesis.settings.load_profile("exhaustive" if config.option.part == PROPERTIES else "ordinary")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that do not belong to this run."""
    part, seed = config.option.part, config.getoption("randomly_seed", 0)
    skipped = undrawn((item.nodeid for item in items), seed) if config.option.samples and part is None else frozenset()
    runs = {item: skipped.isdisjoint((item.nodeid, file_of(item))) and belongs(part, item, seed) for item in items}
    config.hook.pytest_deselected(items=[item for item in items if not runs[item]])
    items[:] = [item for item in items if runs[item]]


def undrawn(tests: Iterable[str], seed: object) -> frozenset[str]:
    """The files and tests of families that an ordinary run leaves out: all but one in so many, rounded up.

    All workers leave out the same ones, because they have the same seed and collect the same tests.
    """
    drawn_from: dict[str, set[str]] = defaultdict(set)
    for nodeid in tests:
        file, _, name = nodeid.partition("::")
        folder = _family_of(file)
        if folder and (not FAMILIES[folder].rows or "[" in name):
            drawn_from[folder].add(nodeid if FAMILIES[folder].rows else file)
    left: set[str] = set()
    for folder, drawn in drawn_from.items():
        number = len(drawn) - -(-len(drawn) // FAMILIES[folder].one_in)
        left.update(random.Random(f"{seed} {folder}").sample(sorted(drawn), number))  # noqa: S311
    return frozenset(left)


def file_of(item: pytest.Item) -> str:
    """The file of a test."""
    return item.nodeid.partition("::")[0]


def belongs(part: str | None, item: pytest.Item, seed: object = 0) -> bool:
    """Whether a test runs in this part, or in an ordinary run where `part` is None.

    All workers draw the same tests, because they have the same seed and the same ids.
    """
    marks: Iterable[pytest.Mark] = list(item.iter_markers("part"))
    if part is None:
        return not _is_control(item) and all(_is_drawn(mark, item, seed) for mark in marks)
    if part in {mark.args[0] for mark in marks} or (part == PROPERTIES and _draws_examples(item)):
        return True
    folder = _family_of(file_of(item))
    return bool(folder) and FAMILIES[folder].part == part and not any(mark.kwargs.get("only") for mark in marks)


def _family_of(file: str) -> str:
    """The family of a file, by its folder or its own name; empty if it has none."""
    path = PurePosixPath(file)
    return next((str(each) for each in (path, *path.parents) if str(each) in FAMILIES), "")


def _is_drawn(mark: pytest.Mark, item: pytest.Item, seed: object) -> bool:
    if mark.kwargs.get("only"):
        return False
    one_in: int = mark.kwargs.get("one_in", 1)
    return random.Random(f"{seed} {item.nodeid}").random() * one_in < 1  # noqa: S311


def _is_control(item: pytest.Item) -> bool:
    return item.nodeid.startswith("tests/core/") and "::test_control_" in item.nodeid


def _draws_examples(item: pytest.Item) -> bool:
    return hypothesis.is_hypothesis_test(getattr(item, "obj", None))


@pytest.fixture(scope="session")
def part(request: pytest.FixtureRequest) -> str | None:
    """The part that runs, or None in an ordinary run."""
    name: str | None = request.config.option.part
    return name
