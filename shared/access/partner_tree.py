"""The tree of partners: which partner is under which, and which entry turned out to be another partner.

The register of the agreements service owns it and publishes it in the events of partners; the others project it.
All three keep it in the same table, because the contact of a partner acts for everything under it in each of them.
"""

from collections.abc import Collection
from uuid import UUID

from shared.postgres.connections import Connection


async def save_parent(connection: Connection, partner_id: UUID, parent_id: UUID | None) -> None:
    """Insert a partner, or move it under another parent."""
    await connection.execute(
        """INSERT INTO partner_tree (id, parent_id) VALUES ($1, $2)
           ON CONFLICT (id) DO UPDATE SET parent_id = excluded.parent_id""",
        partner_id,
        parent_id,
    )


async def save_merge(connection: Connection, partner_id: UUID, merged_into: UUID | None) -> None:
    """Save the partner into which another one was merged; none if the merge was taken back."""
    await connection.execute(
        """INSERT INTO partner_tree (id, merged_into) VALUES ($1, $2)
           ON CONFLICT (id) DO UPDATE SET merged_into = excluded.merged_into""",
        partner_id,
        merged_into,
    )


async def load_ancestry(connection: Connection, partner_id: UUID) -> dict[UUID, int]:
    """A partner and every partner above it, each with its distance; entries that are one partner are equally far."""
    # The limit ends the recursion if events of two partners arrive in an order that makes a circle.
    rows = await connection.fetch(
        """WITH RECURSIVE up (id, distance) AS (
               SELECT $1::uuid, 0
               UNION
               SELECT next.id, up.distance + next.step FROM up CROSS JOIN LATERAL (
                   SELECT parent_id AS id, 1 AS step FROM partner_tree AS tree WHERE tree.id = up.id
                   UNION ALL SELECT merged_into, 0 FROM partner_tree AS tree WHERE tree.id = up.id
                   UNION ALL SELECT tree.id, 0 FROM partner_tree AS tree WHERE tree.merged_into = up.id
               ) AS next WHERE next.id IS NOT NULL AND up.distance + next.step <= 20
           )
           SELECT id, min(distance) AS distance FROM up GROUP BY id""",
        partner_id,
    )
    return {row["id"]: row["distance"] for row in rows}


async def load_covered(connection: Connection, partners: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """For each of the partners: every partner for which its contact acts, with itself."""
    # A merged partner first resolves to the one that stays; from there everything below belongs to it, by either edge.
    # UNION without ALL ends the recursion even if events of two partners arrive in an order that makes a circle.
    rows = await connection.fetch(
        """WITH RECURSIVE stays (unit, id) AS (
               SELECT unit, unit FROM unnest($1::uuid[]) AS unit
               UNION
               SELECT stays.unit, tree.merged_into FROM stays JOIN partner_tree AS tree USING (id)
               WHERE tree.merged_into IS NOT NULL
           ), covered (unit, id) AS (
               SELECT unit, id FROM stays
               UNION
               SELECT covered.unit, tree.id
               FROM covered JOIN partner_tree AS tree ON tree.parent_id = covered.id OR tree.merged_into = covered.id
           )
           SELECT unit, array_agg(id) AS ids FROM covered GROUP BY unit""",
        list(partners),
    )
    return {row["unit"]: frozenset(row["ids"]) for row in rows}


async def load_same(connection: Connection, partners: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """For each of the partners: every id that means the same partner, with its own."""
    rows = await connection.fetch(
        """WITH RECURSIVE same (unit, id) AS (
               SELECT unit, unit FROM unnest($1::uuid[]) AS unit
               UNION
               SELECT same.unit, next.id FROM same CROSS JOIN LATERAL (
                   SELECT tree.merged_into AS id FROM partner_tree AS tree
                   WHERE tree.id = same.id AND tree.merged_into IS NOT NULL
                   UNION ALL SELECT tree.id FROM partner_tree AS tree WHERE tree.merged_into = same.id) AS next
           )
           SELECT unit, array_agg(id) AS ids FROM same GROUP BY unit""",
        list(partners),
    )
    return {row["unit"]: frozenset(row["ids"]) for row in rows}
