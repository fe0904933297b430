"""Half a minute of faults loses nothing, nor do ten minutes, and the audit finds the damage caused on purpose."""

from pathlib import Path

import pytest

from tests.chaos.breaking import BREAKS
from tests.chaos.disk import may_mount
from tests.chaos.kinds import KINDS
from tests.chaos.report import Report
from tests.chaos.run import Options, run


@pytest.mark.part("chaos", one_in=3)
@pytest.mark.long
@pytest.mark.timeout(400)
async def test_half_a_minute_of_chaos_loses_and_repeats_nothing(tmp_path: Path) -> None:
    report = await run(Options(tmp_path, seconds=25, breaks=tuple(BREAKS)), print)
    assert len(report.faults) >= 3
    assert_nothing_was_lost(report)


@pytest.mark.part("chaos", only=True)
@pytest.mark.timeout(600)
async def test_each_kind_of_fault_loses_and_repeats_nothing(tmp_path: Path) -> None:
    report = await run(Options(tmp_path, seconds=90, rate=8, faults=tuple(KINDS), breaks=tuple(BREAKS)), print)
    possible = {kind for kind in KINDS if kind != "fill_disk" or may_mount()}
    assert {fault.kind for fault in report.faults} == possible
    assert_stories_came_to_their_end(report)
    assert_nothing_was_lost(report)


@pytest.mark.part("chaos", only=True)
@pytest.mark.timeout(1100)
async def test_ten_minutes_of_chaos_lose_and_repeat_nothing(tmp_path: Path) -> None:
    report = await run(Options(tmp_path, seconds=600, breaks=tuple(BREAKS)), print)
    assert len(report.faults) >= 60
    assert_stories_came_to_their_end(report)
    assert_nothing_was_lost(report)


def assert_stories_came_to_their_end(report: Report) -> None:
    assert {"session.held.v1", "notice.read.v1"} <= {type_ for type_, _ in report.ledger.acknowledged}


def assert_nothing_was_lost(report: Report) -> None:
    assert report.ledger.unexpected == []
    assert report.findings.as_dict()["examples"] == {}
    assert report.caught_up_after is not None
    assert all(fault.caught_up_after is not None for fault in report.faults)
    assert {name: bool(found) for name, found in report.controls.items()} == dict.fromkeys(BREAKS, True)
