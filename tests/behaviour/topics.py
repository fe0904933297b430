"""The events of a run by their keys: each one is read once, however many tests ask for it."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.behaviour.client import Service

Event = dict[str, Any]
LONGEST_PAGE = 1000


@dataclass
class TopicReader:
    """The feed of one topic, read as far as it was asked for last."""

    service: "Service"
    topic: str
    reader: str
    _after: str = "0"
    _by_key: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def of_key(self, key: str) -> list[Event]:
        """The events of one key until now, oldest first."""
        async with self._reading:
            while await self._read_on() == LONGEST_PAGE:
                pass
        return list(self._by_key[key])

    async def _read_on(self) -> int:
        path = f"/events?topic={self.topic}&limit={LONGEST_PAGE}&after={self._after}"
        answer = await self.service.get(path, self.reader)
        assert answer.status_code == 200, answer.text
        batch: list[Event] = answer.json()
        for event in batch:
            self._by_key[event["partitionkey"]].append(event)
            self._after = event["chainid"]
        return len(batch)


@dataclass
class Topics:
    """A reader for each topic of the two services that publish."""

    agreements: "Service"
    programs: "Service"
    reader: str
    _readers: dict[str, TopicReader] = field(default_factory=dict)

    async def of_key(self, topic: str, key: str) -> list[Event]:
        """The events of one key in a topic such as `agreements.v1`, oldest first."""
        if topic not in self._readers:
            service = self.programs if topic.startswith("programs.") else self.agreements
            self._readers[topic] = TopicReader(service, f"sinergi.{topic}", self.reader)
        return await self._readers[topic].of_key(key)
