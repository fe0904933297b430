"""A new leader looks at Kafka before it leads: a log that was restored or failed over has lost what Kafka still has.

Ids would then be drawn again for other events, and every consumer would take them for duplicates. So the leader refuses
until an operator has raised the sequence above what Kafka holds and begun a new generation.
"""

from collections.abc import Collection

from aiokafka import ConsumerRecord

from shared.events.envelope import Unreadable, open_envelope, read_headers
from shared.events.horizon import read_last_value
from shared.events.leadership import Leadership
from shared.kafka.tails import last_records
from shared.operations.settings import Settings


class LogBehindKafka(Exception):
    """Kafka holds events of this log that the log does not have."""


async def refuse_if_behind(
    settings: Settings, service: str, source: str, topics: Collection[str], leadership: Leadership
) -> None:
    """Compare the last own record of every partition with the log. Raises `LogBehindKafka` with what it saw."""

    def own(record: ConsumerRecord) -> bool:
        return _chain_id(record, source, leadership.generation) is not None

    records = await last_records(settings, service, topics, own)
    newest = max((_chain_id(record, source, leadership.generation) or 0 for record in records), default=0)
    drawn = await read_last_value(leadership.connection)
    kept = await leadership.connection.fetchval("SELECT coalesce(max(id), 0) FROM outbox")
    if newest > min(drawn, kept):
        raise LogBehindKafka(
            f"Kafka holds event {newest} of {source}, generation {leadership.generation}, but the log ends at {kept} "
            f"(ids drawn up to {drawn}): it was restored or failed over. Run `sinergi generation raise {service}`."
        )


def _chain_id(record: ConsumerRecord, source: str, generation: int) -> int | None:
    try:
        chain = open_envelope(record.topic, record.key, read_headers(record.headers)).chain
    except Unreadable:
        return None
    return chain.id if (chain.source, chain.generation) == (source, generation) else None
