"""Tracing of a request through all services by W3C Trace Context (`traceparent`)."""

import re
import secrets

# By W3C Trace Context, an id of only zeros is invalid.
_TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def continue_trace(traceparent: str | None) -> str:
    """Return a child of `traceparent`, or the root of a new trace if it is missing or malformed."""
    if traceparent and _TRACEPARENT.fullmatch(traceparent):
        version, trace, _, flags = traceparent.split("-")
        return f"{version}-{trace}-{secrets.token_hex(8)}-{flags}"
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
