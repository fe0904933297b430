"""The meter: this process and all processes below it, each second counted once.

Each measurement runs in a process of its own: the worker that runs a test may have servers below it, and the meter
counts their work, too.
"""

import subprocess
import sys
from textwrap import dedent

PRELUDE = """
import subprocess, sys, time
from tests.running.meter import Meter

BUSY = "import time\\nwhile time.process_time() < 0.3: pass"
meter = Meter()
meter.lap()
begun = time.process_time()


def work(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def worked():
    return time.process_time() - begun
"""


def measured(script: str) -> list[float]:
    """The numbers that a script prints, measured in a process of its own."""
    command = [sys.executable, "-c", PRELUDE + dedent(script)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 -- the command is our own
    return [float(number) for number in run.stdout.split()]


def test_a_lap_counts_work_and_not_waiting() -> None:
    lap, worked = measured("work(0.2); time.sleep(1); print(meter.lap(), worked())")
    assert 0.15 <= lap <= worked + 0.1


def test_a_lap_counts_processes_that_have_ended() -> None:
    [lap] = measured("subprocess.run([sys.executable, '-c', BUSY], check=True); print(meter.lap())")
    assert lap >= 0.25


def test_a_lap_counts_processes_that_still_run_once() -> None:
    first, second, worked = measured(
        r"""
        busy = f"{BUSY}\nprint('ready', flush=True)\ninput()"
        with subprocess.Popen([sys.executable, "-c", busy], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            meter._listed_at = 0
            print(meter.lap())
            process.communicate(b"\n")
        print(meter.lap(), worked())
        """
    )
    assert first >= 0.25
    assert second < first, "counted once"
    assert worked < first + second, "the child's time is in the laps"


def test_what_is_set_apart_is_in_no_lap() -> None:
    apart, lap = measured(
        """
        with meter.apart("servers"):
            work(0.2)
            subprocess.run([sys.executable, "-c", BUSY], check=True)
        print(meter.elsewhere["servers"], meter.lap())
        """
    )
    assert apart >= 0.45
    assert lap < apart / 2
