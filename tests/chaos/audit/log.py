"""All events of all three logs, in the order of their ids."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from shared.operations.settings import Settings
from tests.chaos.backlog import SERVICES, Database

PAGE = 5000


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One event of a log, with its data as JSON."""

    service: str
    id: int
    topic: str
    key: str
    shard: int
    version: int
    type: str
    event_id: str
    subject: str
    causation_id: str
    data: bytes

    @property
    def digest(self) -> bytes:
        """Digest of the data."""
        return hashlib.md5(self.data, usedforsecurity=False).digest()

    def __str__(self) -> str:
        return f"{self.type} {self.service}/{self.id} of {self.key}"


async def read_log(database: Database, settings: Settings) -> list[LoggedEvent]:
    """Read the logs."""
    found: list[LoggedEvent] = []
    for service in SERVICES:
        last = 0
        query = "SELECT * FROM outbox WHERE id > $1 ORDER BY id LIMIT $2"
        while rows := await database.fetch(query, last, PAGE, schema=service):
            last = rows[-1]["id"]
            found += [_logged_event(service, row, settings.type_prefix) for row in rows]
    return found


def _logged_event(service: str, row: Any, prefix: str) -> LoggedEvent:
    headers = json.loads(row["headers"])
    return LoggedEvent(
        service=service,
        id=row["id"],
        topic=row["topic"],
        key=row["key"],
        shard=row["key_hash"] % 128,
        version=row["stream_version"],
        type=row["type"].removeprefix(f"{prefix}."),
        event_id=str(row["event_id"]),
        subject=headers["ce_subject"],
        causation_id=headers["ce_causationid"],
        data=row["data"],
    )
