"""Watches events from outside: the topics, for what is said, and the workers' logs, for what took effect where."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaConsumer

from deploy.installation.kafka_administrator import aiokafka_options
from shared.events.envelope import read_headers
from shared.operations.settings import Settings


@dataclass(frozen=True)
class Seen:
    """One event as it stands in Kafka; `written` is the machine's time of its commit, in seconds since the epoch."""

    id: str
    type: str
    key: str
    source: str
    correlation_id: str
    causation_id: str
    written: float


@dataclass
class Observer:
    """What was seen so far: events by correlation id, and the moments of their effects by event id and consumer."""

    events: dict[str, list[Seen]] = field(default_factory=lambda: defaultdict(list))
    effects: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))

    @asynccontextmanager
    async def watching(self, settings: Settings, topics: Sequence[str], logs: Sequence[Path]) -> AsyncIterator[None]:
        """Watch while the block runs, from now on."""
        consumer = AIOKafkaConsumer(*topics, auto_offset_reset="latest", **aiokafka_options(settings))
        await consumer.start()
        # By itself it looks for the end in the background, and would miss what is said before it has looked.
        await consumer.seek_to_end()
        tasks = [asyncio.create_task(self._read_topics(consumer, settings.type_prefix))]
        tasks += [asyncio.create_task(self._read_log(log)) for log in logs]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await consumer.stop()

    async def _read_topics(self, consumer: AIOKafkaConsumer, prefix: str) -> None:
        async for record in consumer:
            headers = read_headers(record.headers)
            seen = Seen(
                id=headers.get("ce_id", ""),
                type=headers.get("ce_type", "").removeprefix(f"{prefix}."),
                key=(record.key or b"").decode(),
                source=headers.get("ce_source", "").rpartition("/")[2],
                correlation_id=headers.get("ce_correlationid", ""),
                causation_id=headers.get("ce_causationid", ""),
                written=record.timestamp / 1000,
            )
            self.events[seen.correlation_id].append(seen)

    async def _read_log(self, log: Path) -> None:
        position = _end_of(log)
        while True:
            for line in _lines_after(log, position):
                self._note(line)
                position += len(line.encode())
            await asyncio.sleep(0.05)

    def _note(self, line: str) -> None:
        with suppress(ValueError, KeyError, TypeError):
            said: dict[str, Any] = json.loads(line)
            if said["event"] == "event_applied":
                moment = datetime.fromisoformat(said["timestamp"]).timestamp()
                self.effects[said["event_id"]].setdefault(said["consumer"], moment)


def _end_of(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


def _lines_after(log: Path, position: int) -> list[str]:
    """The whole lines after `position`; the last one is left for later while it is still being written."""
    if not log.exists():
        return []
    # Line ends as they are: the position is counted in bytes from what is read, and must agree with the file.
    with log.open(newline="") as lines:
        lines.seek(position)
        return [line for line in lines if line.endswith("\n")]
