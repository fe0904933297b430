"""Observes events from outside: published events in the topics, and their effects in the workers' logs."""

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
from shared.kafka.closing import close
from shared.operations.settings import Settings


@dataclass(frozen=True)
class ObservedEvent:
    """One event in Kafka; `written` is the machine's time of its commit, in seconds since the epoch."""

    id: str
    type: str
    key: str
    source: str
    correlation_id: str
    causation_id: str
    written: float


@dataclass
class Observer:
    """The observed events by correlation id, and the times of their effects by event id and consumer."""

    events: dict[str, list[ObservedEvent]] = field(default_factory=lambda: defaultdict(list))
    effects: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))

    @asynccontextmanager
    async def observing(self, settings: Settings, topics: Sequence[str], logs: Sequence[Path]) -> AsyncIterator[None]:
        """Observe new events and effects while the block runs."""
        consumer = AIOKafkaConsumer(*topics, auto_offset_reset="latest", **aiokafka_options(settings))
        await consumer.start()
        # Otherwise the consumer seeks the end in the background, and misses events published before it has done so.
        await consumer.seek_to_end()
        tasks = [asyncio.create_task(self._read_topics(consumer, settings.type_prefix))]
        tasks += [asyncio.create_task(self._read_log(log)) for log in logs]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await close(consumer.stop())

    async def _read_topics(self, consumer: AIOKafkaConsumer, prefix: str) -> None:
        async for record in consumer:
            headers = read_headers(record.headers)
            event = ObservedEvent(
                id=headers.get("ce_id", ""),
                type=headers.get("ce_type", "").removeprefix(f"{prefix}."),
                key=(record.key or b"").decode(),
                source=headers.get("ce_source", "").rpartition("/")[2],
                correlation_id=headers.get("ce_correlationid", ""),
                causation_id=headers.get("ce_causationid", ""),
                written=record.timestamp / 1000,
            )
            self.events[event.correlation_id].append(event)

    async def _read_log(self, log: Path) -> None:
        position = _end_of(log)
        while True:
            for line in _lines_after(log, position):
                self._note(line)
                position += len(line.encode())
            await asyncio.sleep(0.05)

    def _note(self, line: str) -> None:
        with suppress(ValueError, KeyError, TypeError):
            entry: dict[str, Any] = json.loads(line)
            if entry["event"] == "event_applied":
                moment = datetime.fromisoformat(entry["timestamp"]).timestamp()
                self.effects[entry["event_id"]].setdefault(entry["consumer"], moment)


def _end_of(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


def _lines_after(log: Path, position: int) -> list[str]:
    """The complete lines after `position`, without a last line that is still being written."""
    if not log.exists():
        return []
    # Line ends are not translated: the position counts the bytes of the lines, and must agree with the file.
    with log.open(newline="") as lines:
        lines.seek(position)
        return [line for line in lines if line.endswith("\n")]
