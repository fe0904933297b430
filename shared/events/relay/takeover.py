"""A new leader looks at Kafka before it leads: a log that was restored or failed over has lost what Kafka still has.

Ids would then be drawn again for other events, and every consumer would take them for duplicates. So the leader refuses
until an operator has raised the sequence above what Kafka holds and begun a new generation.
"""

from collections.abc import Collection

from aiokafka import ConsumerRecord

from shared.events.envelope import Envelope, Unreadable, open_envelope, read_headers
from shared.events.relay.horizon import read_last_value
from shared.events.relay.leadership import Leadership
from shared.kafka.reading import reading
from shared.operations.settings import Settings
from shared.postgres.connections import Connection

# By the event, not by the id alone: requests that go on after a restore soon draw beyond what Kafka holds.
_NOT_THERE = """
SELECT k.id FROM unnest($1::bigint[], $2::uuid[]) AS k (id, event_id)
WHERE NOT EXISTS (SELECT 1 FROM outbox AS o WHERE o.id = k.id AND o.event_id = k.event_id) ORDER BY 1
"""


class LogBehindKafka(Exception):
    """Kafka holds events of this log that the log does not have."""


async def refuse_if_behind(
    settings: Settings, service: str, source: str, topics: Collection[str], leadership: Leadership
) -> None:
    """Compare the last own record of every partition with the log. Raises `LogBehindKafka` with what it saw."""

    # The log may well lack what an earlier generation left in Kafka: that was settled when this one was begun. A later
    # life than its own shows that the log went back beyond a raise.
    def own(record: ConsumerRecord) -> Envelope | None:
        return own_envelope(record, source, since=leadership.generation)

    async with reading(settings, service) as kafka:
        last = await kafka.last(topics, own)
    newest = max((envelope.chain.id for envelope in last), default=0)
    drawn = await read_last_value(leadership.connection)
    missing = await not_in_log(leadership.connection, last)
    if missing or newest > drawn:
        raise LogBehindKafka(
            f"Kafka holds event {newest} of {source}, generation {leadership.generation}, and the log (ids drawn up to "
            f"{drawn}) does not have {len(missing)} of the last events there: it was restored or failed over. "
            f"Run `sinergi events recover {service} --reason …`."
        )


async def not_in_log(log: Connection, sent: Collection[Envelope]) -> list[int]:
    """The ids of those that the log does not have: of another event, or of none."""
    rows = await log.fetch(_NOT_THERE, [one.chain.id for one in sent], [one.id for one in sent])
    return [row["id"] for row in rows]


def own_envelope(record: ConsumerRecord, source: str, *, since: int = 0) -> Envelope | None:
    """The envelope of a record that this log has sent in a generation from `since` on; None of all others."""
    try:
        envelope = open_envelope(record.topic, record.key, read_headers(record.headers))
    except Unreadable:
        return None
    return envelope if envelope.chain.source == source and envelope.chain.generation >= since else None
