"""Identifiers: UUID version 7 (RFC 9562), which sort by the time of creation."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Return a new UUIDv7."""
    return uuid7()
