"""Spans: their ids are those of the trace context that events carry."""

import time
from typing import Any

import pytest

from shared.operations import traces
from shared.operations.traces import continue_trace, record_span, traced

REQUEST = f"00-{'a' * 32}-{'b' * 16}-01"


class Recorded:
    """Stands for the exporter of a process."""

    sinergi_process = "programs-worker"

    def __init__(self) -> None:
        self.spans: list[Any] = []

    def on_end(self, span: Any) -> None:
        self.spans.append(span)


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> Recorded:
    recorded = Recorded()
    monkeypatch.setattr(traces, "_spans", recorded)
    return recorded


def test_the_same_seed_gives_the_same_child_of_the_same_trace() -> None:
    first, again, other = (continue_trace(REQUEST, seed) for seed in ("programs 1", "programs 1", "programs 2"))
    assert first == again != other
    assert {each.split("-")[1] for each in (first, other)} == {"a" * 32}
    assert continue_trace(REQUEST) != continue_trace(REQUEST)


def test_a_span_has_its_own_id_its_parent_and_its_times(recorded: Recorded) -> None:
    began = time.time() - 2
    effect = continue_trace(REQUEST, "programs 1")
    record_span("programs applies x", effect, REQUEST, began, {"event.id": "1"})
    (span,) = recorded.spans
    assert (f"{span.context.trace_id:032x}", f"{span.context.span_id:016x}") == tuple(effect.split("-")[1:3])
    assert f"{span.parent.span_id:016x}" == "b" * 16
    assert span.end_time - span.start_time >= 2e9
    assert span.resource.attributes["service.name"] == "sinergi-programs-worker"


@pytest.mark.parametrize("parent", [None, "", "of a client that sends anything"])
def test_a_span_without_a_valid_parent_is_a_root(recorded: Recorded, parent: str | None) -> None:
    record_span("GET /x", continue_trace(parent), parent, time.time(), {})
    assert recorded.spans[0].parent is None


def test_nothing_is_recorded_without_an_endpoint() -> None:
    assert not traced()
    record_span("GET /x", REQUEST, None, time.time(), {})
