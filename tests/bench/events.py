"""Thousands of events as if emitted, written set-based so that writing does not affect the measurement."""

import json
from datetime import UTC, datetime

from shared.events.envelope import Origin
from shared.events.keys import key_hash
from shared.operations.settings import Settings
from tests.bench.ledgers import Ledger
from tests.core.ledger import CAUSE, PREFIX, TOPIC, Counted

KEYS = [f"key-{number}" for number in range(256)]
NOTE = "Perjanjian kerja sama antara lapas dan mitra tentang pembinaan. " * 3
PER_TRANSACTION = 250_000

_INSERT = """
INSERT INTO outbox (topic, key, stream_version, key_hash, type, event_id, data, headers)
SELECT $1, keys[n % size + 1], n / size + 1, hashes[n % size + 1], $4, id,
       convert_to(json_build_object('key', keys[n % size + 1], 'number', n, 'note', $5::text)::text, 'UTF8'),
       replace($6, '{id}', id::text)
FROM (SELECT $2::text[] AS keys, $3::int[] AS hashes, cardinality($2::text[]) AS size) AS known,
     (SELECT n, uuidv7() AS id FROM generate_series($7::int, $8::int) AS n OFFSET 0) AS numbered
"""


async def append_events(ledger: Ledger, number: int) -> int:
    """Append `number` events to the log, in transactions of up to 250,000; return the last id."""
    last = await last_id(ledger)
    arguments = _arguments(ledger.settings)
    for first in range(last, last + number, PER_TRANSACTION):
        await ledger.owner.execute(
            _INSERT, *arguments, first, min(first + PER_TRANSACTION, last + number) - 1, timeout=600
        )
    return await last_id(ledger)


async def last_id(ledger: Ledger) -> int:
    """The last id of the log."""
    return int(await ledger.owner.fetchval("SELECT coalesce(max(id), 0) FROM outbox"))


def headers_template(settings: Settings) -> dict[str, str]:
    """The headers of such an event, with a placeholder for its id."""
    now = datetime.now(UTC)
    entry = Origin(settings.instance, "ledger", PREFIX).entry(Counted(KEYS[0], 1), CAUSE, now, now)
    return {**entry.headers, "ce_id": "{id}"}


def _arguments(settings: Settings) -> tuple[object, ...]:
    topic, type_ = settings.topic(TOPIC), f"{PREFIX}.number.counted.v1"
    headers = json.dumps(headers_template(settings), separators=(",", ":"))
    return (topic, KEYS, [key_hash(key) for key in KEYS], type_, NOTE, headers)
