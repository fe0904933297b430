"""A short run: half a minute of faults loses nothing, and the audit finds the damage caused on purpose."""

from pathlib import Path

import pytest

from tests.chaos.breaking import BREAKS
from tests.chaos.run import Options, run


@pytest.mark.long
@pytest.mark.timeout(400)
async def test_half_a_minute_of_chaos_loses_and_repeats_nothing(tmp_path: Path) -> None:
    report = await run(Options(tmp_path, seconds=25, breaks=tuple(BREAKS)), print)
    assert len(report.faults) >= 3
    assert report.ledger.unexpected == []
    assert report.findings.as_dict()["examples"] == {}
    assert report.caught_up_after is not None
    assert all(fault.caught_up_after is not None for fault in report.faults)
    assert {name: bool(found) for name, found in report.controls.items()} == dict.fromkeys(BREAKS, True)
