"""One trace follows a request through the outbox, Kafka and the inbox to its last effect."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.behaviour.client import OPERATOR, Sinergi

pytestmark = pytest.mark.part("common", one_in=2)

PROCESSES = ("agreements-api", "agreements-worker", "programs-worker", "notifications-worker")
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
TYPE = "id.go.ditjenpas.sinergi.position.assigned.v1"


@dataclass
class Collector:
    """A receiver of OTLP over HTTP; `spans` has process, span and parent by name."""

    spans: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    port: int = 0

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode().lower():
                length = int(head.partition("content-length:")[2].split("\r\n", 1)[0])
                self._read(await reader.readexactly(length))
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                await writer.drain()
        except asyncio.IncompleteReadError:
            writer.close()

    def _read(self, body: bytes) -> None:
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            process = resource.resource.attributes[0].value.string_value
            for scope in resource.scope_spans:
                for span in scope.spans:
                    if span.trace_id.hex() == TRACE:
                        self.spans[span.name] = (process, span.span_id.hex(), span.parent_span_id.hex())


@pytest.fixture
async def collector(sinergi: Sinergi) -> AsyncIterator[Collector]:
    """Every process that takes part sends its spans."""
    collector = Collector()
    async with AsyncExitStack() as opened:
        server = await opened.enter_async_context(await asyncio.start_server(collector.take, "127.0.0.1", 0))
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1/traces"
        for process in PROCESSES:
            await opened.enter_async_context(sinergi.process_with(process, {"SINERGI_TRACES_ENDPOINT": address}))
        yield collector


async def test_a_trace_leads_from_the_request_to_every_effect(sinergi: Sinergi, collector: Collector) -> None:
    body = {"account": "traced-account", "capability": "operator", "scope_kind": "nation", "unit": ""}
    headers = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01", "Idempotency-Key": "traced"}
    answer = await sinergi.agreements.send("POST", "/positions", OPERATOR, headers=headers, json=body)
    assert answer.status_code == 201, answer.text

    async def complete() -> None:
        assert set(collector.spans) == {
            "POST /positions",
            f"publish {TYPE}",
            f"programs applies {TYPE}",
            f"notifications applies {TYPE}",
        }

    await sinergi.eventually(complete)
    process, request, parent = collector.spans.pop("POST /positions")
    assert (process, parent) == ("sinergi-agreements-api", "00f067aa0ba902b7")
    assert {each[2] for each in collector.spans.values()} == {request}
    assert [each[0] for _, each in sorted(collector.spans.items())] == [
        "sinergi-notifications-worker",
        "sinergi-programs-worker",
        "sinergi-agreements-worker",
    ]
