"""The alerts, tried by promtool: each fires in its case, and none fires while everything is healthy."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.operations import programs
from tests.operations.alert_cases import CASES, HEALTHY, AlertCase

ALERTS = Path(__file__).parents[2] / "deploy/alerts"
RULES = [rule for group in yaml.safe_load((ALERTS / "sinergi.yml").read_text())["groups"] for rule in group["rules"]]
RUNBOOKS = {rule["alert"]: rule["annotations"]["runbook"] for rule in RULES}

# Building promtool takes some minutes of processor time, once on each machine.
pytestmark = [pytest.mark.part("operations", only=True), pytest.mark.timeout(1_200)]


@pytest.fixture(scope="session")
async def promtool() -> Path:
    return await programs.promtool()


async def run(promtool: Path, *arguments: str) -> None:
    process = await asyncio.create_subprocess_exec(
        promtool, *arguments, cwd=ALERTS, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()


def series(values: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"series": name, "values": each} for name, each in values.items()]


def fires(case: AlertCase) -> dict[str, Any]:
    annotations = {"summary": case.summary, "runbook": RUNBOOKS[case.alert]}
    expected = {"exp_labels": {"severity": case.severity, **case.labels}, "exp_annotations": annotations}
    at = {"eval_time": f"{case.minute}m", "alertname": case.alert, "exp_alerts": [expected]}
    return {"interval": "1m", "name": case.alert, "input_series": series(case.series), "alert_rule_test": [at]}


def test_every_alert_has_a_case() -> None:
    assert [case.alert for case in CASES] == list(RUNBOOKS)


async def test_alerts_fire_in_their_cases_only(promtool: Path, tmp_path: Path) -> None:
    silent = [{"eval_time": f"{at}m", "alertname": name, "exp_alerts": []} for name in RUNBOOKS for at in (5, 60, 180)]
    healthy = {"interval": "1m", "name": "healthy", "input_series": series(HEALTHY), "alert_rule_test": silent}
    file = tmp_path / "cases.yml"
    tests = [healthy, *(fires(case) for case in CASES)]
    file.write_text(yaml.safe_dump({"rule_files": [str(ALERTS / "sinergi.yml")], "tests": tests}))
    await run(promtool, "test", "rules", str(file))


async def test_the_files_are_valid(promtool: Path) -> None:
    await run(promtool, "check", "rules", "--lint=all", "--lint-fatal", "sinergi.yml")
    await run(promtool, "check", "config", "prometheus.yml")


async def test_the_file_of_alertmanager_is_valid() -> None:
    await run(await programs.amtool(), "check-config", "alertmanager.yml")
