"""The events of a line, as the feed of their topic shows them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.behaviour.office import Office

PUBLIC, INTERNAL = "agreements.v1", "agreements.internal.v1"


async def events_of(office: Office, key: str, topic: str = PUBLIC) -> list[dict[str, Any]]:
    """The events of one line, unit or meeting in the feed of a topic, oldest first."""
    return await office.sinergi.topics.of_key(topic, key)


def name(event: dict[str, Any]) -> str:
    return str(event["type"]).removeprefix("id.go.ditjenpas.sinergi.").removesuffix(".v1")


def day_of(office: Office, event: dict[str, Any]) -> str:
    """The day of an event at the facility; in UTC, in which its time is written, it may be another one."""
    moment = datetime.fromisoformat(event["time"]).astimezone(ZoneInfo(office.facility["zone"]))
    return moment.date().isoformat()


async def published(office: Office, line_id: str, last: str, topic: str = PUBLIC) -> list[dict[str, Any]]:
    async def until_last() -> list[dict[str, Any]]:
        events = await events_of(office, line_id, topic)
        assert last in [name(event) for event in events]
        return events

    return await office.sinergi.eventually(until_last)


async def announced(office: Office, line_id: str, which: str, topic: str = PUBLIC) -> dict[str, Any]:
    """The newest event of a line with this name."""
    return [event for event in await published(office, line_id, which, topic) if name(event) == which][-1]
