"""Java's class cache for Kafka is written by one of the stacks that start at the same time."""

import asyncio
from pathlib import Path

import pytest

from deploy.local.servers import kafka_class_cache
from deploy.local.servers.kafka_class_cache import write_class_cache


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders in which a training broker ran."""
    folders: list[Path] = []

    async def write(folder: Path, _jars: list[Path], cache: Path) -> None:
        await asyncio.sleep(0.05)
        folders.append(folder)
        await asyncio.to_thread(cache.write_text, "classes")

    monkeypatch.setattr(kafka_class_cache, "_write", write)
    monkeypatch.setattr(kafka_class_cache, "_PAUSE_SECONDS", 0.01)
    return folders


async def test_of_four_stacks_one_writes_and_the_others_wait(written: list[Path], tmp_path: Path) -> None:
    cache = tmp_path / "kafka.aot"
    await asyncio.gather(*(write_class_cache(tmp_path / f"stack{number}", [], cache) for number in range(4)))
    assert len(written) == 1
    assert cache.read_text() == "classes"


async def test_after_one_that_failed_the_next_one_writes(
    written: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = kafka_class_cache._write

    async def fail_first(folder: Path, jars: list[Path], cache: Path) -> None:
        if folder.name == "first":
            return
        await working(folder, jars, cache)

    monkeypatch.setattr(kafka_class_cache, "_write", fail_first)
    cache = tmp_path / "kafka.aot"
    await asyncio.gather(*(write_class_cache(tmp_path / name, [], cache) for name in ("first", "second", "third")))
    assert [folder.name for folder in written] == ["second"]
