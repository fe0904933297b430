"""The envelope of an event: CloudEvents 1.0 in Kafka's binary mode (`ce_` headers; the value is the JSON data).

Beyond the specification's attributes it carries the event's cause (`correlationid`, `causationid`, `traceparent`), the
time of recording, the version in its stream, and its link in the chain, which the relay adds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from uuid_utils.compat import uuid7

from shared.events.keys import SHARDS
from shared.events.outbox import Entry, Publishable
from shared.operations.traces import continue_trace

# `Origin.entry` writes exactly these attributes in this order. The relay splits such headers at their quotes; it has to
# parse any others, which takes three times as long.
ATTRIBUTES = (
    "ce_specversion",
    "ce_id",
    "ce_source",
    "ce_type",
    "ce_time",
    "ce_recordedtime",
    "ce_subject",
    "ce_dataschema",
    "ce_correlationid",
    "ce_causationid",
    "ce_traceparent",
    "content-type",
)
"""The headers of an event in the log, in their order."""

HIGHEST_ID = 2**63 - 1
"""The highest value of a `bigint`; a log never reaches it."""
HIGHEST_GENERATION = 2**31 - 1
"""The highest value of an `integer`."""


# Tuples, because one is created per record: creating a frozen dataclass takes two to three times as long.
class Cause(NamedTuple):
    """Cause of a unit of work: the correlation id of the whole chain of events, the direct cause, and the trace."""

    correlation_id: str
    causation_id: str
    traceparent: str


class UnknownTopic(LookupError):
    """A programming error: a service emits an event on a topic that it does not own; the business transaction fails."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The emitting service: its CloudEvents `source`, the prefixes of its topics and types, and the topics it owns.

    `topics` limits where it may emit (None: anywhere), because an event on a missing topic would stop the relay.
    """

    instance: str
    service: str
    type_prefix: str
    topics: frozenset[str] | None = None

    @property
    def source(self) -> str:
        """The CloudEvents source of this service."""
        return f"/{self.instance}/{self.service}"

    def entry(self, event: Publishable, cause: Cause, occurred_at: datetime, recorded_at: datetime) -> Entry:
        """Wrap `event` in its envelope, ready for the outbox. Raises `UnknownTopic`."""
        if self.topics is not None and event.topic not in self.topics:
            raise UnknownTopic(f"{event.type} goes to {event.topic}, which {self.service} does not own")
        event_id = uuid7()
        type_ = f"{self.type_prefix}.{event.type}"
        headers = {
            "ce_specversion": "1.0",
            "ce_id": str(event_id),
            "ce_source": self.source,
            "ce_type": type_,
            "ce_time": _timestamp(occurred_at),
            "ce_recordedtime": _timestamp(recorded_at),
            "ce_subject": event.subject,
            "ce_dataschema": event.schema_uri,
            "ce_correlationid": cause.correlation_id,
            "ce_causationid": cause.causation_id,
            "ce_traceparent": cause.traceparent,
            "content-type": "application/json",
        }
        return Entry(f"{self.instance}.{event.topic}", event.key, type_, event_id, event.data(), headers)


class Chain(NamedTuple):
    """A record's link in its shard: its id in the log, the id before it, and the generation of the log."""

    source: str
    generation: int
    shard: int
    previous: int
    id: int

    def headers(self) -> dict[str, str]:
        """CloudEvents extension attributes; all are text."""
        attributes = chain_attributes(self.generation, self.shard, self.previous, self.id)
        return {name: value.decode() for name, value in attributes}


def chain_attributes(generation: int, shard: int, previous: int, id_: int) -> tuple[tuple[str, bytes], ...]:
    """A record's link in its shard as Kafka headers."""
    return (
        ("ce_generation", b"%d" % generation),
        ("ce_shard", b"%d" % shard),
        ("ce_chainprevious", b"%d" % previous),
        ("ce_chainid", b"%d" % id_),
    )


class Envelope(NamedTuple):
    """An event's metadata: everything except its data."""

    id: UUID
    type: str
    time: datetime
    recorded_time: datetime
    subject: str
    topic: str
    key: str
    stream_version: int
    cause: Cause
    chain: Chain

    def as_cause(self, consumer: str) -> Cause:
        """The cause of the work that this event triggers at a consumer."""
        id_ = str(self.id)
        return Cause(self.cause.correlation_id, id_, continue_trace(self.cause.traceparent, f"{consumer} {id_}"))


class Unreadable(Exception):
    """A record has no valid envelope: a header is missing or malformed."""


RawHeaders = Iterable[tuple[str, bytes | None]]


def read_headers(raw: RawHeaders) -> dict[str, str]:
    """Decode headers; null and non-UTF-8 headers are skipped, so that they cannot stop a batch."""
    headers: dict[str, str] = {}
    for name, value in raw:
        try:
            headers[name] = (value or b"").decode()
        except UnicodeDecodeError:
            continue
    return headers


def open_envelope(topic: str, key: bytes | None, headers: Mapping[str, str]) -> Envelope:
    """Read an envelope from a record. Raises `Unreadable` with the reason."""
    try:
        envelope = Envelope(
            id=UUID(headers["ce_id"]),
            type=headers["ce_type"],
            time=datetime.fromisoformat(headers["ce_time"]),
            recorded_time=datetime.fromisoformat(headers["ce_recordedtime"]),
            subject=headers["ce_subject"],
            topic=topic,
            key=(key or b"").decode(),
            stream_version=int(headers["ce_streamversion"]),
            cause=Cause(headers["ce_correlationid"], headers["ce_causationid"], headers["ce_traceparent"]),
            chain=Chain(
                source=headers["ce_source"],
                generation=int(headers["ce_generation"]),
                shard=int(headers["ce_shard"]),
                previous=int(headers["ce_chainprevious"]),
                id=int(headers["ce_chainid"]),
            ),
        )
        _check_ranges(envelope)
    except KeyError as missing:
        raise Unreadable(f"header {missing.args[0]} is missing or not UTF-8") from missing
    # This also catches a key that is not UTF-8: a UnicodeDecodeError is a ValueError.
    except ValueError as error:
        raise Unreadable(str(error)) from error
    return envelope


def _check_ranges(envelope: Envelope) -> None:
    """Raises `Unreadable` unless the numbers fit their columns and the times have a zone.

    Otherwise the error would appear when marks are saved, where it is no record's fault, and would halt the consumer.
    """
    chain = envelope.chain
    if not 0 <= chain.shard < SHARDS:
        raise Unreadable(f"shard {chain.shard} is not in 0 … {SHARDS - 1}")
    # No log reaches this id. As a mark, it would make every later event of the shard a duplicate.
    if not 0 <= chain.previous < chain.id < HIGHEST_ID:
        raise Unreadable(f"ids {chain.previous} and {chain.id} are not in order or out of range")
    if not 0 < chain.generation <= HIGHEST_GENERATION:
        raise Unreadable(f"generation {chain.generation} is out of range")
    if not 0 < envelope.stream_version < HIGHEST_ID:
        raise Unreadable(f"stream version {envelope.stream_version} is out of range")
    if envelope.time.tzinfo is None or envelope.recorded_time.tzinfo is None:
        raise Unreadable("a time has no zone")


def _timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
