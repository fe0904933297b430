"""Plugs in `tests/running` and prepares the environment of all processes."""

import gc
import os
import sys

pytest_plugins = [
    "tests.behaviour.business_day",
    "tests.behaviour.fixtures",
    "tests.running.connections",
    "tests.running.lanes",
    "tests.running.parts",
    "tests.running.processor_time",
    "tests.running.servers",
    "tests.running.skips",
]

# A proxy of this machine is not the way to servers on loopback.
os.environ["NO_PROXY"] = "127.0.0.1,localhost"
# A run starts some hundred Python processes. Without cached bytecode each of them would compile the project.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_collection_finish() -> None:
    """Keep what was collected out of the garbage collector, which would search it again and again."""
    gc.collect()
    gc.freeze()
