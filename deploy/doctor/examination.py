"""Runs all checks at the same time, each with a time limit."""

import asyncio
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from deploy.doctor.check import Check, Finding
from deploy.doctor.checks import (
    backups,
    certificates,
    clocks,
    disk,
    drift,
    lag,
    parked,
    partitions,
    reachability,
    rights,
    sequence_cache,
    settings,
    versions,
)
from deploy.installation.errors import errors_as_trouble
from deploy.installation.trouble import Trouble
from shared.operations.settings import Settings

CHECKS: Sequence[Check] = tuple(
    module.CHECK
    for module in (
        settings,
        reachability,
        rights,
        versions,
        drift,
        lag,
        parked,
        clocks,
        disk,
        certificates,
        sequence_cache,
        partitions,
        backups,
    )
)
"""In the order in which faults are best repaired."""


@dataclass(frozen=True, slots=True)
class Examined:
    """The result of one check. `not_examined` is the reason why it could not look at everything, or None."""

    check: str
    looks_at: str
    findings: Sequence[Finding]
    not_examined: str | None
    seconds: float

    @property
    def healthy(self) -> bool:
        """Whether everything was looked at, and nothing is wrong."""
        return not self.findings and self.not_examined is None


def checks_named(names: Collection[str]) -> Sequence[Check]:
    """The checks of these names, or all. Raises `Trouble` for a name that no check has."""
    known = {check.name: check for check in CHECKS}
    if unknown := [name for name in names if name not in known]:
        raise Trouble(f"No check is called {', '.join(unknown)}. There are: {', '.join(known)}")
    return [check for check in CHECKS if not names or check.name in names]


async def examine(
    settings: Settings, checks: Sequence[Check] = CHECKS, timeout_seconds: float = 15.0
) -> list[Examined]:
    """Run the checks; the results are in their order."""
    return await asyncio.gather(*(_examine(settings, check, timeout_seconds) for check in checks))


async def _examine(settings: Settings, check: Check, timeout_seconds: float) -> Examined:
    findings: list[Finding] = []
    began, reason = time.monotonic(), None
    try:
        with errors_as_trouble():
            async with asyncio.timeout(timeout_seconds) as limit:
                # Findings from before a failure or the time limit are kept.
                async for finding in check.find(settings):
                    findings.append(finding)  # noqa: PERF401
    except Trouble as trouble:
        reason = f"no answer within {timeout_seconds:g} s" if limit.expired() else str(trouble)
    return Examined(check.name, check.looks_at, findings, reason, round(time.monotonic() - began, 2))
