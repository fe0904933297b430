"""The meter: this process and all processes below it, each second counted once."""

import subprocess
import sys
import time

import pytest

from tests.running.meter import Meter

BUSY = "import time\nwhile time.process_time() < 0.3: pass"


@pytest.fixture
def meter() -> Meter:
    meter = Meter()
    meter.lap()
    return meter


def work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_a_lap_counts_work_and_not_waiting(meter: Meter) -> None:
    work(0.2)
    time.sleep(0.3)
    assert 0.15 <= meter.lap() < 0.4
    assert meter.lap() < 0.1


def test_a_lap_counts_processes_that_have_ended(meter: Meter) -> None:
    subprocess.run([sys.executable, "-c", BUSY], check=True)  # noqa: S603 -- the command is our own
    assert meter.lap() >= 0.25


def test_a_lap_counts_processes_that_still_run(meter: Meter) -> None:
    busy = f"{BUSY}\nprint('busy no more', flush=True)\ninput()"
    with subprocess.Popen([sys.executable, "-c", busy], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        process.stdout.readline()
        meter._listed_at = 0
        assert meter.lap() >= 0.25
        process.communicate(b"\n")
    assert meter.lap() < 0.2, "counted once"


def test_what_is_set_apart_is_in_no_lap(meter: Meter) -> None:
    with meter.apart("servers"):
        work(0.2)
        subprocess.run([sys.executable, "-c", BUSY], check=True)  # noqa: S603 -- the command is our own
    assert meter.elsewhere["servers"] >= 0.45
    assert meter.lap() < 0.2
