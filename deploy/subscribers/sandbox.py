"""The sandbox: a topic whose events are examples without effect, for subscribers to test with.

The examples are those of the catalogue. They are published like every event, through the log and the relay of the
topic's owner, so versions, chain and feed are as on a real topic. One thing differs: their source is the owner.
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


async def fill_sandbox(settings: Settings, folder: Path, *, dry_run: bool) -> list[str]:
    """Publish every example that is not in the sandbox yet; return their types. Raises `Trouble`."""
    entries = read_examples(settings, folder)
    async with connected(settings, OWNER) as connection, connection.transaction():
        # Without the lock, two commands at the same time would both find an example missing.
        await connection.execute("SELECT pg_advisory_xact_lock(hashtext('sinergi sandbox'))")
        rows = await connection.fetch("SELECT event_id FROM outbox WHERE topic = $1", settings.topic(SANDBOX))
        published = {row["event_id"] for row in rows}
        missing = [entry for entry in entries if entry.event_id not in published]
        if missing and not dry_run:
            await write(connection, missing)
    return [entry.type for entry in missing]


def read_examples(settings: Settings, folder: Path) -> Sequence[Entry]:
    """The examples of public events, in the order of their recorded time. Raises `Trouble`."""
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
        # The relay and `events verify` recognise a log's own records in Kafka by their source.
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
        raise Trouble(f"{file} is not an example of an event: {error!r}") from error
