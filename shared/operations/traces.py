"""Tracing of a request through all services by W3C Trace Context (`traceparent`), and the spans of a trace.

Every request, event and job has a trace, whether spans are recorded or not. With `SINERGI_TRACES_ENDPOINT` they are
sent by OTLP. A span is recorded when its work has ended, so that the event core does nothing for it before.
"""

import hashlib
import re
import secrets
import time
from collections.abc import Mapping
from typing import Any

from shared.operations.settings import Settings

# By W3C Trace Context, an id of only zeros is invalid.
_TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")

_spans: Any = None
"""The processor of this process, or None while no spans are recorded."""


def continue_trace(traceparent: str | None, seed: str | None = None) -> str:
    """Return a child of `traceparent`, or the root of a new trace if it is missing or malformed.

    The same `seed` gives the same child: the span of an effect is known before and after it.
    """
    span = hashlib.blake2b(seed.encode(), digest_size=8).hexdigest() if seed else secrets.token_hex(8)
    if traceparent and _TRACEPARENT.fullmatch(traceparent):
        version, trace, _, flags = traceparent.split("-")
        return f"{version}-{trace}-{span}-{flags}"
    return f"00-{secrets.token_hex(16)}-{span}-01"


def configure_traces(settings: Settings, process: str) -> None:
    """Send the spans of this process to the endpoint of the settings, if there is one."""
    global _spans  # noqa: PLW0603 -- one exporter per process, set once at start
    if settings.traces_endpoint is None:
        return
    # Imported here: it takes as long as half of a start.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    _spans = BatchSpanProcessor(OTLPSpanExporter(settings.traces_endpoint), schedule_delay_millis=1_000)
    _spans.sinergi_process = process


def end_traces() -> None:
    """Send the remaining spans."""
    if _spans is not None:
        _spans.shutdown()


def traced() -> bool:
    """Whether spans are recorded; otherwise a caller can leave out what only they need."""
    return _spans is not None


def record_span(
    name: str, traceparent: str, parent: str | None, began: float, attributes: Mapping[str, str | int]
) -> None:
    """Record work that began at `began`, in seconds of the machine's clock, and ends now.

    `traceparent` names the span itself. `parent` names the one that caused it, in the same trace.
    """
    if _spans is None:
        return
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import ReadableSpan

    service = {"service.name": f"sinergi-{_spans.sinergi_process}"}
    _spans.on_end(
        ReadableSpan(
            name,
            context=_context(traceparent),
            parent=_context(parent) if parent and _TRACEPARENT.fullmatch(parent) else None,
            resource=Resource(service),
            attributes=dict(attributes),
            start_time=int(began * 1e9),
            end_time=time.time_ns(),
        )
    )


def _context(traceparent: str) -> Any:
    from opentelemetry.trace import SpanContext, TraceFlags

    _, trace, span, flags = traceparent.split("-")
    return SpanContext(int(trace, 16), int(span, 16), is_remote=False, trace_flags=TraceFlags(int(flags, 16)))
