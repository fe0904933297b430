"""Budgets of processor time: how much each folder of tests has used, and which folders used too much."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
COSTLIEST = 10


def budgets() -> Mapping[str, float]:
    """The budgets in `pyproject.toml`, in seconds."""
    settings = tomllib.loads(PYPROJECT.read_text())["tool"]["sinergi"]["processor-minutes"]
    return {name: minutes * 60 for name, minutes in settings.items()}


@dataclass
class Usage:
    """Processor time by budget, in seconds, and by test."""

    budgets: Mapping[str, float]
    used: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    tests: dict[str, float] = field(default_factory=dict)

    def add_test(self, nodeid: str, seconds: float) -> None:
        """Count a test to the innermost folder that has a budget."""
        self.tests[nodeid] = seconds
        self.add(self.budget_of(nodeid), seconds)

    def add(self, name: str, seconds: float) -> None:
        """Count seconds to a budget, or to something that has none."""
        self.used[name] += seconds

    def budget_of(self, nodeid: str) -> str:
        """The folder to which a test counts; its own file where no folder has a budget."""
        file = nodeid.partition("::")[0]
        folders = (str(folder) for folder in Path(file).parents)
        return next((folder for folder in folders if folder in self.budgets), file)

    def faults(self) -> list[str]:
        """A sentence for each budget that was exceeded, and for each test that has none."""
        return [
            f"{name} used {clock(seconds)} of {clock(self.budgets[name])}"
            if name in self.budgets
            else f"{name} has no budget in pyproject.toml"
            for name, seconds in sorted(self.used.items())
            if seconds > self.budgets.get(name, 0)
        ]

    def lines(self) -> Iterator[str]:
        """The whole account, as a table and the costliest tests."""
        for name, seconds in sorted(self.used.items()):
            limit = clock(self.budgets[name]) if name in self.budgets else "none"
            yield f"{name:<32}{clock(seconds):>7}  of {limit:>6}"
        yield f"{'in all':<32}{clock(sum(self.used.values())):>7}"
        for nodeid, seconds in sorted(self.tests.items(), key=lambda test: -test[1])[:COSTLIEST]:
            yield f"{seconds:6.1f} s  {nodeid}"


def clock(seconds: float) -> str:
    """Minutes and seconds, as 1:05."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
