"""A new life of a log: after a restore its ids must begin above whatever Kafka has, under a new generation."""

from dataclasses import dataclass
from typing import Any

import asyncpg


@dataclass(frozen=True, slots=True)
class Raised:
    """What `raise_generation` did."""

    generation: int
    next_id: int


async def raise_generation(owner: "asyncpg.Connection[Any]", above: int) -> Raised:
    """Let the log go on above the id `above`, in a new generation; `owner` is a connection of the owner role."""
    async with owner.transaction():
        await owner.execute("LOCK TABLE outbox IN SHARE ROW EXCLUSIVE MODE")
        next_id = await owner.fetchval(
            "SELECT setval('outbox_id_seq', greatest(last_value, $1 + 1), false) FROM outbox_id_seq", above
        )
        generation = await owner.fetchval("UPDATE relay SET generation = generation + 1 RETURNING generation")
    return Raised(generation, next_id)
