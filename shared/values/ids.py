"""Identifiers. Every id that Sinergi makes is a UUID version 7 (RFC 9562): they sort by the time of making."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Return a fresh UUIDv7."""
    return uuid7()
