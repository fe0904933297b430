"""Exhaustive tests are left out of an ordinary run; `--part` runs one part of them, and nothing else.

A test marked `part("access")` belongs to that part and to the ordinary run, where it may do less. With `only=True` it
belongs to the part alone; with `one_in=3` an ordinary run draws it with this chance, anew in each run. Property tests
need no mark: all of them are the part `properties`. Nor do the controls of `tests/core`, which are the part `controls`.
"""

import random
from collections.abc import Iterable
from typing import Any

import hypothesis
import pytest

PARTS = {
    "access": "the whole access table: every route as every role in every scope",
    "ceremonies": "four desks sign forty agreements; an api is killed in between",
    "chaos": "each kind of fault and ten minutes of them at random, while people work",
    "controls": "each proof of the event core fails without the mechanism that it proves",
    "consumers": "consumers in Java and Node.js read the topics (needs mvn and npm)",
    "files": "the document store on a real S3 server, a full disk and a lost server (needs go and root)",
    "operations": "the alerts, tried by promtool (needs go)",
    "properties": "every property test with thousands of examples",
    "requests": "thousands of made-up requests at every operation",
    "screens": "every screen of agreements and programs, on a desktop and on a phone",
    "stories": "the stories of the demonstration with all their partners",
    "tables": "a thousand rows with the faults of real tables; fifty thousand in the memory of a thousand",
    "upgrade": "the last release is upgraded to the present state while people work",
}
PROPERTIES, CONTROLS = "properties", "controls"

# On a busy machine, drawing an example may take as long as the library allows for a hundred.
ON_ANY_MACHINE: dict[str, Any] = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("ordinary", max_examples=50, **ON_ANY_MACHINE)
hypothesis.settings.register_profile("exhaustive", max_examples=2_000, **ON_ANY_MACHINE)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--part`."""
    described = "; ".join(f"{name}: {content}" for name, content in PARTS.items())
    parser.addoption("--part", choices=sorted(PARTS), help=f"run one exhaustive part and nothing else. {described}")


def pytest_configure(config: pytest.Config) -> None:
    """Let property tests draw more examples; a test with a number of its own keeps it."""
    hypothesis.settings.load_profile("exhaustive" if config.option.part == PROPERTIES else "ordinary")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that do not belong to this run."""
    part, seed = config.option.part, config.getoption("randomly_seed", 0)
    chosen = [item for item in items if belongs(part, item, seed)]
    config.hook.pytest_deselected(items=[item for item in items if not belongs(part, item, seed)])
    items[:] = chosen


def belongs(part: str | None, item: pytest.Item, seed: object = 0) -> bool:
    """Whether a test runs in this part, or in an ordinary run where `part` is None.

    All workers draw the same tests, because they have the same seed and the same ids.
    """
    marks: Iterable[pytest.Mark] = item.iter_markers("part")
    if part is None:
        return not _is_control(item) and all(_is_drawn(mark, item, seed) for mark in marks)
    of_all = {PROPERTIES: _draws_examples, CONTROLS: _is_control}.get(part)
    return part in {mark.args[0] for mark in marks} or bool(of_all and of_all(item))


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
