"""Headers of answers in the OpenAPI document."""

from typing import Any

Json = dict[str, Any]

DESCRIPTIONS: dict[str, str] = {
    "X-Correlation-Id": "names this request in logs and events; the one you sent, if it was a UUID",
    "ETag": "the version, for If-Match",
    "Location": "the path of the new resource",
    "Retry-After": "seconds to wait",
    "RateLimit": "what is left of this minute",
    "RateLimit-Policy": "requests allowed per minute",
    "Idempotency-Replayed": "`true`: this is the first answer again, and nothing happened a second time",
}


def header_references(*names: str) -> Json:
    """References to the headers of an answer; every answer has the correlation id."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in ("X-Correlation-Id", *names)}


def header_components() -> Json:
    """The headers that answers refer to."""
    return {name: {"description": text, "schema": {"type": "string"}} for name, text in DESCRIPTIONS.items()}
