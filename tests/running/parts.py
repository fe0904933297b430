"""Exhaustive tests are left out of an ordinary run; `--part` runs one part of them, and nothing else.

A test marked `part("access")` belongs to that part and to the ordinary run, where it may do less. With `only=True` it
belongs to the part alone. Property tests need no mark: all of them are the part `properties`.
"""

from collections.abc import Iterable
from typing import Any

import hypothesis
import pytest

PARTS = {
    "access": "the whole access table: every route as every role in every scope",
    "ceremonies": "four desks sign forty agreements; an api is killed in between",
    "chaos": "each kind of fault and ten minutes of them at random, while people work",
    "consumers": "consumers in Java and Node.js read the topics (needs mvn and npm)",
    "files": "the document store on a real S3 server, a full disk and a lost server (needs go and root)",
    "properties": "every property test with thousands of examples",
    "requests": "thousands of made-up requests at every operation",
    "screens": "every screen of agreements and programs, on a desktop and on a phone",
    "tables": "a thousand rows with the faults of real tables; fifty thousand in the memory of a thousand",
    "upgrade": "the last release is upgraded to the present state while people work",
}
PROPERTIES = "properties"

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
    part = config.option.part
    chosen = [item for item in items if belongs(part, item)]
    config.hook.pytest_deselected(items=[item for item in items if not belongs(part, item)])
    items[:] = chosen


def belongs(part: str | None, item: pytest.Item) -> bool:
    """Whether a test runs in this part, or in an ordinary run where `part` is None."""
    marks: Iterable[pytest.Mark] = item.iter_markers("part")
    if part is None:
        return not any(mark.kwargs.get("only") for mark in marks)
    return part in {mark.args[0] for mark in marks} or (part == PROPERTIES and _draws_examples(item))


def _draws_examples(item: pytest.Item) -> bool:
    return hypothesis.is_hypothesis_test(getattr(item, "obj", None))


@pytest.fixture(scope="session")
def part(request: pytest.FixtureRequest) -> str | None:
    """The part that runs, or None in an ordinary run."""
    name: str | None = request.config.option.part
    return name
