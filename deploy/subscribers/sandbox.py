"""The sandbox: a topic on which every event is an example and means nothing, for subscribers to try things out.

The examples are those of the catalogue. They go the way of every event, through the log of the topic's owner and its
relay, so that numbers, chain and feed are what they are on a real topic. The one difference: their source is the owner.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from deploy.installation.service import connected
from deploy.installation.trouble import Trouble
from shared.contracts.event import REGISTERED
from shared.contracts.topics import SANDBOX, TOPICS, is_public, origin_of
from shared.events.envelope import ATTRIBUTES
from shared.events.outbox import Entry, write
from shared.operations.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "docs" / "contracts" / "examples"
OWNER = TOPICS[SANDBOX]


async def fill(settings: Settings, folder: Path, *, dry_run: bool) -> list[str]:
    """Say every example that was not said yet; returns the types of those. Raises `Trouble`."""
    entries = read_examples(settings, folder)
    async with connected(settings, OWNER) as connection, connection.transaction():
        # Two at once would both find an example missing.
        await connection.execute("SELECT pg_advisory_xact_lock(hashtext('sinergi sandbox'))")
        rows = await connection.fetch("SELECT event_id FROM outbox WHERE topic = $1", settings.topic(SANDBOX))
        said = {row["event_id"] for row in rows}
        missing = [entry for entry in entries if entry.event_id not in said]
        if missing and not dry_run:
            await write(connection, missing)
    return [entry.type for entry in missing]


def read_examples(settings: Settings, folder: Path) -> Sequence[Entry]:
    """The examples of public events, in the order in which they were said. Raises `Trouble`."""
    found = [_example(settings, file) for file in sorted(folder.glob("*.json"))]
    entries = sorted(filter(None, found), key=lambda entry: (entry.headers["ce_recordedtime"], entry.event_id))
    if not entries:
        raise Trouble(f"There are no examples in {folder}: name their folder with --examples")
    return entries


def _example(settings: Settings, file: Path) -> Entry | None:
    try:
        example: dict[str, Any] = json.loads(file.read_bytes())
        model = REGISTERED[file.stem]
        if not is_public(model.topic):
            return None
        event = model.model_validate(example["data"])
        # By the source the relay and `events verify` tell a log's own records in Kafka from those of others.
        attributes = {f"ce_{name}": value for name, value in example.items()}
        attributes |= {
            "ce_source": origin_of(settings, OWNER).source,
            "ce_type": f"{settings.type_prefix}.{model.type}",
            "content-type": "application/json",
        }
        headers = {name: str(attributes[name]) for name in ATTRIBUTES}
        return Entry(
            settings.topic(SANDBOX), event.key, headers["ce_type"], UUID(headers["ce_id"]), event.data(), headers
        )
    except (KeyError, ValueError, ValidationError) as error:
        raise Trouble(f"{file} is no example of an event: {error!r}") from error
