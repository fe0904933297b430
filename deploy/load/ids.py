"""Ids that a seed determines: UUIDv7 of a given moment, as the services make them."""

from datetime import datetime
from random import Random
from uuid import UUID


def id_at(moment: datetime, random: Random) -> UUID:
    """An id that sorts by its moment."""
    milliseconds = int(moment.timestamp() * 1000)
    # RFC 9562, 5.7: 48 bits of time, the version, 12 random bits, the variant, 62 random bits.
    high = milliseconds << 16 | 7 << 12 | random.getrandbits(12)
    return UUID(int=high << 64 | 2 << 62 | random.getrandbits(62))
