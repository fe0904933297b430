"""The envelope: a written envelope can be read back, and foreign records are recognised."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.events.envelope import Cause, Chain, Origin, Unreadable, open_envelope, read_headers
from shared.operations.traces import continue_trace
from tests.core.ledger import Counted

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
MOMENT = datetime(2026, 1, 27, 3, 0, tzinfo=UTC)
ORIGIN = Origin("sinergi", "agreements", "id.go.ditjenpas.sinergi")


def headers() -> dict[str, str]:
    entry = ORIGIN.entry(Counted("key", 1), Cause("story", "request:1", TRACE), MOMENT, MOMENT)
    return {**entry.headers, **Chain(ORIGIN.source, 1, 5, 0, 1).headers(), "ce_streamversion": "1"}


def test_a_written_envelope_can_be_read_back() -> None:
    envelope = open_envelope("sinergi.ledger.v1", b"key", headers())
    assert envelope.type == "id.go.ditjenpas.sinergi.number.counted.v1"
    assert (envelope.time, envelope.subject, envelope.key, envelope.stream_version) == (MOMENT, "key", "key", 1)
    assert envelope.chain == Chain("/sinergi/agreements", 1, 5, 0, 1)
    assert envelope.id.version == 7


def test_an_event_is_the_cause_of_what_it_triggers_and_continues_its_trace() -> None:
    envelope = open_envelope("sinergi.ledger.v1", b"key", headers())
    cause = envelope.as_cause("programs")
    assert (cause.correlation_id, cause.causation_id) == ("story", str(envelope.id))
    assert cause.traceparent.split("-")[1] == TRACE.split("-")[1]
    assert cause.traceparent != TRACE


@pytest.mark.parametrize("missing", ["ce_id", "ce_source", "ce_chainprevious", "ce_streamversion", "ce_time"])
def test_a_record_without_a_required_header_is_unreadable(missing: str) -> None:
    broken = {name: value for name, value in headers().items() if name != missing}
    with pytest.raises(Unreadable, match=missing):
        open_envelope("sinergi.ledger.v1", b"key", broken)


@pytest.mark.parametrize(("name", "value"), [("ce_id", "7"), ("ce_chainid", "x"), ("ce_time", "yesterday")])
def test_a_malformed_header_is_unreadable(name: str, value: str) -> None:
    with pytest.raises(Unreadable):
        open_envelope("sinergi.ledger.v1", b"key", headers() | {name: value})


OUT_OF_RANGE = [
    ("ce_chainid", "9223372036854775808"),
    ("ce_chainid", "9223372036854775807"),
    ("ce_chainid", "0"),
    ("ce_chainid", str(2**70)),
    ("ce_chainprevious", "-1"),
    ("ce_chainprevious", "1"),
    ("ce_shard", "128"),
    ("ce_shard", "-1"),
    ("ce_shard", str(10**12)),
    ("ce_generation", "0"),
    ("ce_generation", str(2**31)),
    ("ce_generation", str(2**40)),
    ("ce_streamversion", "0"),
    ("ce_streamversion", str(2**63)),
    ("ce_time", "2028-02-29T00:00:00"),
    ("ce_recordedtime", "2028-02-29T00:00:00"),
]


@pytest.mark.parametrize(("name", "value"), OUT_OF_RANGE)
def test_a_number_out_of_range_or_a_time_without_zone_is_unreadable(name: str, value: str) -> None:
    with pytest.raises(Unreadable):
        open_envelope("sinergi.ledger.v1", b"key", headers() | {name: value})


@given(st.lists(st.tuples(st.text(max_size=5), st.none() | st.binary(max_size=8)), max_size=5))
def test_no_header_stops_a_batch(raw: list[tuple[str, bytes | None]]) -> None:
    assert all(isinstance(value, str) for value in read_headers(raw).values())


@pytest.mark.parametrize("given", [None, "", "nonsense", "00-" + "0" * 32 + "-" + "1" * 16 + "-01", TRACE + "\n"])
def test_a_missing_or_malformed_trace_is_replaced_by_a_new_one(given: str | None) -> None:
    assert continue_trace(given).split("-")[1] != "0" * 32


def test_ids_of_events_are_not_repeated() -> None:
    cause = Cause("story", "request:1", TRACE)
    ids = {ORIGIN.entry(Counted("key", 1), cause, MOMENT, MOMENT).event_id for _ in range(100)}
    assert len(ids) == 100
    assert all(isinstance(id_, UUID) for id_ in ids)
