"""The result of a run: printed as a table and written to a file for comparison."""

import json
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.chaos.audit.findings import KINDS, Findings
from tests.chaos.client import Ledger
from tests.chaos.faults import Fault


@dataclass(frozen=True)
class Report:
    """One run."""

    settings: dict[str, Any]
    seconds: float
    caught_up_after: float | None
    ledger: Ledger
    faults: Sequence[Fault]
    findings: Findings
    controls: Mapping[str, Mapping[str, int]]

    @property
    def good(self) -> bool:
        """Whether the audit found nothing, all faults recovered and no answer was unexpected."""
        recovered = all(fault.caught_up_after is not None for fault in self.faults)
        settled = recovered and self.caught_up_after is not None
        return self.findings.clean and settled and not self.ledger.unexpected and not any(self.controls.values())

    def as_dict(self) -> dict[str, Any]:
        """The whole report."""
        return {
            "good": self.good,
            "settings": self.settings,
            "seconds": round(self.seconds, 1),
            "requests": dict(self.ledger.requests),
            "unexpected_answers": self.ledger.unexpected[:20],
            "kills_and_other_faults": {
                f"{kind} {victim}": n
                for (kind, victim), n in sorted(Counter((fault.kind, fault.victim) for fault in self.faults).items())
            },
            **self.findings.as_dict(),
            "found_after_damage_on_purpose": self.controls,
            "quiet_to_caught_up_seconds": self.caught_up_after and round(self.caught_up_after, 2),
            "recovery_seconds": {victim: _spread(self.faults, victim) for victim in self._victims()},
            "faults": [fault.as_dict() for fault in self.faults],
        }

    def write(self, file: Path) -> None:
        """Write the report as JSON."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(self.as_dict(), indent=1) + "\n")

    def show(self, console: Console) -> None:
        """Print the report."""
        content = self.as_dict()
        table = Table("fault at", "times", "serves again, s (median / longest)", "caught up, s (median / longest)")
        for victim, spread in content["recovery_seconds"].items():
            times = [f"{spread[name][0]} / {spread[name][1]}" for name in ("serves_again", "caught_up")]
            table.add_row(victim, str(spread["times"]), *times)
        console.print(table)
        if self.caught_up_after is None:
            console.print("events were still moving during the audit: it proves nothing", style="red")
        for name in ("requests", "looked_at"):
            console.print(f"{name}: " + ", ".join(f"{what} {n}" for what, n in content[name].items()))
        for name in KINDS:
            console.print(f"{name.replace('_', ' ')}: {content[name]}", style="green" if content[name] == 0 else "red")
            for example in content["examples"].get(name, ()):
                console.print(f"  {example}", style="red", markup=False, highlight=False)
        for name, found in self.controls.items():
            console.print(f"found after damage on purpose ({name}): {dict(found)}")
        for answer in content["unexpected_answers"]:
            console.print(f"unexpected answer: {answer}", style="red", markup=False, highlight=False)
        console.print("[green]good[/]" if self.good else "[red]not good[/]")

    def _victims(self) -> list[str]:
        return sorted({fault.victim for fault in self.faults})


def _spread(faults: Sequence[Fault], victim: str) -> dict[str, Any]:
    own = [fault for fault in faults if fault.victim == victim]
    return {
        "times": len(own),
        "serves_again": _median_and_longest([fault.serves_again_after for fault in own]),
        "caught_up": _median_and_longest([fault.caught_up_after for fault in own]),
    }


def _median_and_longest(seconds: Sequence[float | None]) -> tuple[float | None, float | None]:
    known = [each for each in seconds if each is not None]
    if not known:
        return None, None
    longest = max(known) if len(known) == len(seconds) else None
    return round(statistics.median(known), 1), longest and round(longest, 1)
