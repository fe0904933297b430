"""A new leader compares the log with Kafka before it leads: a restored or failed-over log may lack events in Kafka.

The missing ids would be drawn again for other events, which every consumer would skip as duplicates. So the leader
refuses to lead until an operator has raised the sequence above the ids in Kafka and begun a new generation.
"""

from collections.abc import Collection

from aiokafka import ConsumerRecord

from shared.events.envelope import Envelope, Unreadable, open_envelope, read_headers
from shared.events.relay.horizon import read_last_value
from shared.events.relay.leadership import Leadership
from shared.kafka.reading import reading
from shared.operations.settings import Settings
from shared.postgres.connections import Connection

# Compares events and not only ids: after a restore, new requests soon draw ids beyond those in Kafka.
_NOT_IN_LOG = """
SELECT k.id FROM unnest($1::bigint[], $2::uuid[]) AS k (id, event_id)
WHERE NOT EXISTS (SELECT 1 FROM outbox AS o WHERE o.id = k.id AND o.event_id = k.event_id) ORDER BY 1
"""


class LogBehindKafka(Exception):
    """Kafka holds events of this service that its log does not have."""


async def refuse_if_behind(
    settings: Settings, service: str, source: str, topics: Collection[str], leadership: Leadership
) -> None:
    """Compare the service's recent records of every partition with the log. Raises `LogBehindKafka` with details."""
    # Records of any generation: right after a raise none has the new one, and the search for it would read all of
    # Kafka. All recent records and not only the last: ids commit out of order, so a standby may lack a smaller one.
    async with reading(settings, service) as kafka:
        recent = await kafka.recent(topics, lambda record: own_envelope(record, source))
    # The log may lack events of earlier generations: that was accepted when the generation was raised. A newer
    # generation than its own means that the log was restored to a time before a raise.
    present = [envelope for envelope in recent if envelope.chain.generation >= leadership.generation]
    newest = max((envelope.chain.id for envelope in present), default=0)
    drawn = await read_last_value(leadership.connection)
    missing = await not_in_log(leadership.connection, present)
    if missing or newest > drawn:
        raise LogBehindKafka(
            f"Kafka holds event {newest} of {source}, generation {leadership.generation}, and the log (ids drawn up to "
            f"{drawn}) does not have {len(missing)} of the recent events there: it was restored or failed over. "
            f"Run `sinergi events recover {service} --reason …`."
        )


async def not_in_log(log: Connection, sent: Collection[Envelope]) -> list[int]:
    """The ids of events that the log does not have, or that it has for another event."""
    rows = await log.fetch(_NOT_IN_LOG, [one.chain.id for one in sent], [one.id for one in sent])
    return [row["id"] for row in rows]


def own_envelope(record: ConsumerRecord, source: str) -> Envelope | None:
    """The envelope of a record that this log sent, in any generation; None for any other record."""
    try:
        envelope = open_envelope(record.topic, record.key, read_headers(record.headers))
    except Unreadable:
        return None
    return envelope if envelope.chain.source == source else None
