"""The sandbox: a topic whose events are examples without effect, for subscribers to test with.

The examples are those of the catalogue. They are published like every event, through the log and the relay of the
topic's owner, so versions, chain and feed are as on a real topic. One thing differs: their source is the owner.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from deploy.installation.service import connected
from deploy.installation.trouble import Trouble
from shared.contracts.topics import SANDBOX, TOPICS, is_public, origin_of
from shared.contracts.vocabulary import registered_events
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
    """The examples of public events, in the order in which the events are defined. Raises `Trouble`."""
    order = [*registered_events()]
    files = sorted(folder.glob("*.json"), key=lambda file: order.index(file.stem) if file.stem in order else -1)
    entries = [entry for file in files if (entry := _example(settings, file))]
    if not entries:
        raise Trouble(f"There are no examples in {folder}: name their folder with --examples")
    return entries


def _example(settings: Settings, file: Path) -> Entry | None:
    try:
        example: dict[str, Any] = json.loads(file.read_bytes())
        model = registered_events()[file.stem]
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
        attributes["ce_id"] = _event_id(file.read_bytes(), attributes["ce_recordedtime"])
        headers = {name: str(attributes[name]) for name in ATTRIBUTES}
        return Entry(
            settings.topic(SANDBOX), event.key, headers["ce_type"], UUID(headers["ce_id"]), event.data(), headers
        )
    except (KeyError, ValueError, ValidationError) as error:
        raise Trouble(f"{file} is not an example of an event: {error!r}") from error


def _event_id(example: bytes, recorded: str) -> str:
    """A UUIDv7 from the recorded time and the content of an example: the ids in the examples are not unique."""
    milliseconds = int(datetime.fromisoformat(recorded).timestamp() * 1000)
    random_bits = int.from_bytes(sha256(example).digest()[:10])
    bits = milliseconds << 80 | 7 << 76 | (random_bits >> 64 & 0xFFF) << 64 | 0b10 << 62 | random_bits & (1 << 62) - 1
    return str(UUID(int=bits))
