"""`sinergi doctor` on the running services: it names each planted fault with its fix, and otherwise finds nothing."""

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.doctor.examination import CHECKS, checks_named, examine
from deploy.installation.environment import settings_of
from deploy.installation.trouble import Trouble
from deploy.sinergi.cli import app
from deploy.topics.cluster import Cluster
from shared.operations.settings import Settings
from tests.behaviour.client import Sinergi
from tests.behaviour.planted_faults import FAULTS, PlantedFault

pytestmark = pytest.mark.part("common", one_in=2)

LEFT_BY_OTHER_TESTS = ("has parked records", "items of the job", "that the owner's log has lost")
"""Findings that other tests of this run may have left behind in the same installation."""


@pytest.fixture
def settings(sinergi: Sinergi) -> Settings:
    return settings_of(sinergi.stack.environment())


async def findings_of(settings: Settings, check: str) -> list[tuple[str, str]]:
    (examined,) = await examine(settings, checks_named([check]), 60)
    assert examined.not_examined is None
    return [(found.what, found.fix) for found in examined.findings]


def test_every_check_has_a_planted_fault() -> None:
    assert [fault.check for fault in FAULTS] == [check.name for check in CHECKS]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.check)
async def test_a_planted_fault_is_named_with_its_fix(
    sinergi: Sinergi, settings: Settings, tmp_path: Path, fault: PlantedFault
) -> None:
    async with fault.plant(sinergi.stack, settings, tmp_path) as planted:
        found = await findings_of(planted, fault.check)
    assert [fault.fix in fix for what, fix in found if fault.what in what] == [True], found
    assert all(fault.what not in what for what, _ in await findings_of(settings, fault.check))


async def test_topics_with_fewer_copies_than_wanted_are_found_and_not_made(settings: Settings) -> None:
    wanted = settings.model_copy(update={"kafka_copies": 3})
    assert any("fewer copies than SINERGI_KAFKA_COPIES" in what for what, _ in await findings_of(wanted, "partitions"))
    with pytest.raises(Trouble, match="SINERGI_KAFKA_COPIES is 3 and the number of brokers is 1"):
        await asyncio.to_thread(lambda: Cluster(wanted).copies())


async def test_a_healthy_installation_has_no_findings(sinergi: Sinergi) -> None:
    async def healthy() -> None:
        result = await asyncio.to_thread(
            CliRunner().invoke, app, ["doctor", "--json", "--timeout-seconds", "60"], env=sinergi.stack.environment()
        )
        output = json.loads(result.stdout)
        found = [
            finding["what"]
            for check in output["checks"]
            for finding in check["findings"]
            if not any(words in finding["what"] for words in LEFT_BY_OTHER_TESTS)
        ]
        assert found == []
        assert [check["check"] for check in output["checks"] if check["not_examined"]] == []
        assert result.exit_code == (0 if output["healthy"] else 1)

    # Asked again: an event of an earlier test may be on its way.
    await sinergi.eventually(healthy)
