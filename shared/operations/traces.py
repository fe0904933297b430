"""The trace that one request leaves through all services, as W3C Trace Context puts it (`traceparent`)."""

import re
import secrets

# W3C Trace Context calls an id of nothing but zeros invalid.
_TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def continue_trace(traceparent: str | None) -> str:
    """Return a child of `traceparent`, or the root of a new trace where it is missing or malformed."""
    if traceparent and _TRACEPARENT.fullmatch(traceparent):
        version, trace, _, flags = traceparent.split("-")
        return f"{version}-{trace}-{secrets.token_hex(8)}-{flags}"
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
