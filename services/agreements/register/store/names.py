"""Saves the names of partners, and finds and saves the pairs that may be one partner."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from services.agreements.register.model.duplicates import DuplicateNotFound
from services.agreements.register.model.names import name_words
from services.agreements.register.model.partners import Partner, name_key
from shared.postgres.connections import Connection
from shared.values.ids import new_id

_ALIKE = """
SELECT p.*, n.name AS alike FROM partner_spelling n JOIN partner p ON p.id = n.partner_id
WHERE (n.words_key = ANY($1) OR n.joined = $2 OR (n.words @> $3 AND cardinality(n.words) = cardinality($3) + 1))
  AND p.merged_into IS NULL AND p.closed_on IS NULL
  AND NOT $4::uuid[] @> ARRAY[p.id] AND NOT p.lineage @> ARRAY[$4[1]]
  AND (cardinality(p.lineage) = 1 OR cardinality($4) = 1 OR p.lineage[2:] && $4[2:])
ORDER BY p.id LIMIT $5
"""
MOST_ALIKE = 20
"""More pairs at once help no one: each of these pairs is decided, and the next ones are found with the next name."""


async def save_name(connection: Connection, partner: Partner, today: date) -> None:
    """Save the name of a partner; the name that it had before stays on record."""
    words = name_words(partner.name)
    await connection.execute(
        "UPDATE partner_spelling SET used_until = $3 WHERE partner_id = $1 AND name <> $2 AND used_until IS NULL",
        partner.id,
        partner.name,
        today,
    )
    await connection.execute(
        """INSERT INTO partner_spelling (partner_id, name, name_key, words, words_key, joined)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (partner_id, name) DO UPDATE SET used_until = NULL""",
        partner.id,
        partner.name,
        name_key(partner.name),
        sorted(words.words),
        words.key,
        words.joined,
    )


async def load_unnamed(connection: Connection, most: int) -> list[Partner]:
    """Partners whose name was not taken apart yet."""
    rows = await connection.fetch(
        """SELECT p.* FROM partner p
           WHERE NOT EXISTS (SELECT FROM partner_spelling n WHERE n.partner_id = p.id AND n.name = p.name
                                                          AND n.used_until IS NULL)
           ORDER BY p.id LIMIT $1""",
        most,
    )
    return [Partner.model_validate(dict(row)) for row in rows]


async def load_alike(connection: Connection, partner: Partner) -> list[Partner]:
    """The live partners that may be the same one, by any of their names; none of those above it or under it.

    Two that are under different partners are different: each regency has its own health office.
    """
    words = name_words(partner.name)
    rows = await connection.fetch(
        _ALIKE, [words.key, *words.keys_with_one_less], words.joined, sorted(words.words), partner.lineage, MOST_ALIKE
    )
    found = {
        row["id"]: Partner.model_validate(dict(row))
        for row in rows
        if words.may_name_the_same(name_words(row["alike"]))
    }
    return list(found.values())


async def load_children(connection: Connection, partner_id: UUID) -> list[Partner]:
    """The live partners directly under a partner or under one that was merged into it."""
    rows = await connection.fetch(
        """SELECT p.* FROM partner p JOIN partner_resolved above ON above.named_as = p.parent_id
           WHERE above.id = $1 AND p.merged_into IS NULL AND p.closed_on IS NULL ORDER BY p.id""",
        partner_id,
    )
    return [Partner.model_validate(dict(row)) for row in rows]


async def insert_duplicates(
    connection: Connection,
    partner_id: UUID,
    others: Collection[UUID],
    now: datetime,
    distinct_reason: str | None = None,
) -> None:
    """Insert pairs that may be one partner, or that are known not to be one. A known pair stays as it is."""
    await connection.executemany(
        """INSERT INTO partner_duplicate (id, partner_id, other_id, found_at, dismissed_at, dismissed_reason)
           VALUES ($1, $2, $3, $4::timestamptz, CASE WHEN $5::text IS NOT NULL THEN $4::timestamptz END, $5::text)
           ON CONFLICT (partner_id, other_id) DO NOTHING""",
        [(new_id(), *sorted((partner_id, other)), now, distinct_reason) for other in others],
    )


async def save_dismissed(connection: Connection, duplicate_id: UUID, reason: str, now: datetime) -> None:
    """Save that a pair is two partners. Raises `DuplicateNotFound`; the first reason stays."""
    found = await connection.fetchval(
        """UPDATE partner_duplicate SET dismissed_at = coalesce(dismissed_at, $2),
                                        dismissed_reason = coalesce(dismissed_reason, $3)
           WHERE id = $1 RETURNING id""",
        duplicate_id,
        now,
        reason,
    )
    if found is None:
        raise DuplicateNotFound(id=duplicate_id)


async def save_distinct(connection: Connection, partner_id: UUID, other: UUID, reason: str, now: datetime) -> None:
    """Save that two partners whose merger was taken back are different ones."""
    await insert_duplicates(connection, partner_id, [other], now, reason)
    await connection.execute(
        """UPDATE partner_duplicate SET dismissed_at = $3, dismissed_reason = $4
           WHERE partner_id = least($1::uuid, $2::uuid) AND other_id = greatest($1::uuid, $2::uuid)""",
        partner_id,
        other,
        now,
        reason,
    )
