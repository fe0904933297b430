"""The event log of made-up things, as the outbox writes it: envelopes, streams and versions."""

from collections import Counter
from collections.abc import Iterable

from pydantic_core import to_json

from deploy.load.made import MadeEvent
from shared.events.envelope import Cause, Origin
from shared.events.keys import key_hash
from shared.events.outbox import require_fit
from shared.operations.traces import continue_trace

OUTBOX = ("topic", "key", "stream_version", "key_hash", "type", "event_id", "data", "headers")
STREAM = ("topic", "key", "version")
Row = tuple[object, ...]


def log_rows(origin: Origin, events: Iterable[MadeEvent]) -> tuple[list[Row], list[Row]]:
    """The rows of the log and of its streams. Each stream is new: no event of its key was emitted before."""
    versions: Counter[tuple[str, str]] = Counter()
    rows: list[Row] = []
    cause = Cause("command:load", "", continue_trace(None))
    for made in events:
        entry = origin.entry(made.event, cause, made.occurred_at, made.recorded_at)
        require_fit(entry)
        versions[entry.topic, entry.key] += 1
        rows.append(
            (
                *(entry.topic, entry.key, versions[entry.topic, entry.key], key_hash(entry.key), entry.type),
                *(entry.event_id, entry.data, to_json(entry.headers).decode()),
            )
        )
    return rows, [(topic, key, version) for (topic, key), version in versions.items()]
