"""The drills of operators, each once."""

import shutil
from collections.abc import Awaitable, Callable

import pytest

from deploy.drills.files import drill_files
from deploy.drills.kafka import drill_kafka
from deploy.drills.report import Report
from deploy.drills.restore import drill_restore
from deploy.drills.standby import drill_standby

pytestmark = [pytest.mark.part("operations", only=True), pytest.mark.timeout(600)]


@pytest.mark.parametrize(
    ("drill", "lost", "finding"),
    [
        (drill_restore, 10, "the relay of the log that went back refuses to lead"),
        (drill_standby, 10, "the former primary follows the new one"),
        (drill_files, 0, "the 5 contents of the copy are whole again"),
        (drill_kafka, 0, "the topics continue where the log is"),
    ],
)
async def test_a_lost_server_is_brought_back(
    drill: Callable[[Report], Awaitable[None]], lost: int, finding: str
) -> None:
    if drill is drill_restore and shutil.which("pgbackrest") is None and shutil.which("apt-get") is None:
        pytest.skip("there is no pgBackRest, and apt-get not found on this machine")
    report = Report(show=print)
    await drill(report)
    assert report.lost == lost
    assert finding in report.findings
