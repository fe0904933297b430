"""Links between lines: the agreements that one continues, and those that continue it."""

from collections.abc import Sequence
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.lines import LinkKind
from services.agreements.agreement.store.loading import load_agreement
from shared.postgres.connections import Connection


async def insert_links(connection: Connection, agreement_id: UUID, befores: Sequence[UUID], kind: LinkKind) -> None:
    """Record that an agreement merges others, or is a part of one."""
    await connection.execute(
        "INSERT INTO line_link (agreement_id, predecessor_id, kind) SELECT $1, unnest($2::uuid[]), $3",
        agreement_id,
        list(befores),
        kind,
    )


async def load_predecessors(connection: Connection, agreement: Agreement) -> list[Agreement]:
    """The agreements that one continues: its predecessor in the line, or those of other lines."""
    # Not locked: only a signed agreement is continued, and its scope and term no longer change.
    ids = [agreement.predecessor_id] if agreement.predecessor_id else await load_linked_ids(connection, agreement.id)
    return [await load_agreement(connection, id_) for id_ in ids]


async def load_link_kind(connection: Connection, agreement_id: UUID) -> LinkKind | None:
    """Whether an agreement merges others or is a part of one; None: neither."""
    found: LinkKind | None = await connection.fetchval(
        "SELECT kind FROM line_link WHERE agreement_id = $1 LIMIT 1", agreement_id
    )
    return found


async def load_successor_ids(connection: Connection, agreement_id: UUID) -> list[UUID]:
    """The agreements that continue one and bind or may still come to bind: its extension, or those of other lines."""
    rows = await connection.fetch(
        """SELECT id FROM agreement WHERE predecessor_id = $1 AND alive
           UNION SELECT a.id FROM line_link l JOIN agreement a ON a.id = l.agreement_id
                 WHERE l.predecessor_id = $1 AND a.alive
           ORDER BY id""",
        agreement_id,
    )
    return [row["id"] for row in rows]


async def load_continued_elsewhere(connection: Connection, befores: Sequence[UUID], agreement_id: UUID) -> list[UUID]:
    """The items of these agreements that other parts continue, which bind or may still come to bind."""
    rows = await connection.fetch(
        """SELECT c.continues FROM line_link l JOIN agreement a ON a.id = l.agreement_id
           JOIN scope_item_continues c ON c.agreement_id = a.id
           WHERE l.predecessor_id = ANY ($1) AND l.agreement_id <> $2 AND a.alive""",
        list(befores),
        agreement_id,
    )
    return [row["continues"] for row in rows]


async def load_linked_ids(connection: Connection, agreement_id: UUID) -> list[UUID]:
    """The agreements of other lines that one merges, or of which it is a part."""
    rows = await connection.fetch(
        "SELECT predecessor_id FROM line_link WHERE agreement_id = $1 ORDER BY predecessor_id", agreement_id
    )
    return [row["predecessor_id"] for row in rows]
