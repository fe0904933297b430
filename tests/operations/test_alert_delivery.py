"""Each alert once for real: Prometheus asks, finds and tells Alertmanager, which tells the receiver of its severity."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.operations.alert_cases import CASES
from tests.operations.monitoring import monitoring

pytestmark = [pytest.mark.part("operations", only=True), pytest.mark.timeout(2_400)]

RECEIVERS = {"page": "duty", "ticket": "desk"}
# ProcessDown is not played: a target of Prometheus does not answer.
PLAYED = [case for case in CASES if case.alert != "ProcessDown"]
# Held back while the worker of the same service is down, which is the cause that people then read.
INHIBITED = {"EventsNotPublished", "RelayWithoutLeader", "ConsumerBehind"}


def steps(values: str) -> list[float]:
    """The levels of a series, without their lengths: `0x9 90x90` is 0, then 90."""
    return [float(each.partition("x")[0]) for each in values.split()]


def series_at(step: int) -> dict[str, float]:
    return {name: steps(each)[step] for case in PLAYED for name, each in case.series.items()}


async def until(condition: Callable[[], bool], seconds: float = 120) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.2)


async def test_each_alert_reaches_its_receiver_with_its_runbook(tmp_path: Path) -> None:
    async with monitoring(tmp_path) as outside:
        outside.series = series_at(0)
        await until(lambda: outside.asked > 3)
        outside.series = series_at(-1)
        expected = {case.alert: case for case in CASES if case.alert not in INHIBITED}
        await until(lambda: set(expected) <= set(outside.alerts("firing")))
        told = outside.alerts("firing")
        for name, case in expected.items():
            receiver, alert = told[name]
            assert receiver == RECEIVERS[case.severity], name
            assert alert["annotations"]["summary"] == case.summary
            assert (Path(__file__).parents[2] / alert["annotations"]["runbook"]).is_file()
        assert not INHIBITED & set(told)

        # Of a service whose worker answers.
        outside.series = {name.replace('"programs"', '"agreements"'): value for name, value in series_at(-1).items()}
        await until(lambda: set(outside.alerts("firing")) >= INHIBITED)
        assert {outside.alerts("firing")[name][0] for name in INHIBITED} == {"duty"}

        outside.series = series_at(0)
        await until(lambda: "RecordsParked" in outside.alerts("resolved"))
