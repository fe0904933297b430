"""What a drill found: how long each step took, and what was lost."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from deploy.installation.trouble import Trouble


@dataclass
class Report:
    """The steps in their order with their seconds, and the findings as sentences."""

    show: Callable[[str], object]
    steps: dict[str, float] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)
    lost: int = 0
    """Events that were acknowledged to people and that the installation no longer has."""

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure a step; its name is shown when it begins."""
        self.show(name)
        began = time.monotonic()
        yield
        self.steps[name] = time.monotonic() - began

    def find(self, sentence: str) -> None:
        """Note a finding."""
        self.show(f"  {sentence}")
        self.findings.append(sentence)

    def expect(self, true: bool, sentence: str) -> None:
        """Note what the drill proves. Raises `Trouble` if it is not so."""
        if not true:
            raise Trouble(f"The drill failed: it is not true that {sentence}")
        self.find(sentence)

    def rows(self) -> list[Mapping[str, object]]:
        """The steps, for a table."""
        return [{"step": name, "seconds": seconds} for name, seconds in self.steps.items()]
