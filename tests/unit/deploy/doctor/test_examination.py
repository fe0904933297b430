"""The doctor's frame: names of checks, time limits, and the findings before a failure."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from deploy.doctor.check import Check, Finding
from deploy.doctor.examination import CHECKS, checks_named, examine
from deploy.installation.trouble import Trouble
from shared.operations.settings import Settings

FINDING = Finding("a wrong thing", "fix it")


async def _slow(_settings: Settings) -> AsyncIterator[Finding]:
    yield FINDING
    await asyncio.sleep(60)


async def _failing(_settings: Settings) -> AsyncIterator[Finding]:
    yield FINDING
    raise ConnectionRefusedError


async def _healthy(_settings: Settings) -> AsyncIterator[Finding]:
    nothing: list[Finding] = []
    for finding in nothing:
        yield finding


async def test_a_check_that_is_too_slow_or_cannot_look_says_so_and_keeps_its_findings() -> None:
    checks = [Check("slow", "", _slow), Check("failing", "", _failing), Check("healthy", "", _healthy)]
    slow, failing, healthy = await examine(Settings(), checks, timeout_seconds=0.05)
    assert (slow.not_examined, slow.findings) == ("no answer within 0.05 s", [FINDING])
    assert "PostgreSQL refused or did not answer" in str(failing.not_examined)
    assert failing.findings == [FINDING]
    assert [each.healthy for each in (slow, failing, healthy)] == [False, False, True]


def test_checks_are_chosen_by_name_and_keep_their_order() -> None:
    assert [check.name for check in checks_named(["lag", "rights"])] == ["rights", "lag"]
    assert checks_named([]) == list(CHECKS)
    with pytest.raises(Trouble, match=r"No check is called tea\. There are: settings, reachability"):
        checks_named(["tea"])


def test_every_check_says_what_it_looks_at() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS) == 13
    assert all(check.looks_at for check in CHECKS)
