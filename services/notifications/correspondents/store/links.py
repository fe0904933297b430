"""Links in PostgreSQL; of their secrets only the hashes."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from services.notifications.correspondents.model.links import Link, LinkNotFound, LinkNotValid
from shared.postgres.connections import Connection

COLUMNS = ", ".join(Link.__slots__)
Happened = Literal["made", "opened", "seen", "withdrawn"]


async def insert_link(connection: Connection, link: Link) -> bool:
    """Insert a link in place of an earlier one of its notice; False if that one was withdrawn."""
    inserted = await connection.fetchval(
        f"""INSERT INTO link ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (notice_id, correspondent_id) DO UPDATE SET
                digest = excluded.digest, made_at = excluded.made_at, expires_at = excluded.expires_at,
                opened_at = NULL
            WHERE link.withdrawn_at IS NULL
            RETURNING true""",  # noqa: S608 -- names of columns
        *(getattr(link, name) for name in Link.__slots__),
    )
    return bool(inserted)


async def save_link(connection: Connection, link: Link) -> None:
    """Save what has happened with a link."""
    await connection.execute(
        "UPDATE link SET opened_at = $2, read_at = $3, withdrawn_at = $4, withdrawn_by = $5 WHERE id = $1",
        *(link.id, link.opened_at, link.read_at, link.withdrawn_at, link.withdrawn_by),
    )


async def load_link_by(connection: Connection, digest: bytes) -> Link:
    """The link of a secret. Raises `LinkNotValid`."""
    row = await connection.fetchrow(f"SELECT {COLUMNS} FROM link WHERE digest = $1", digest)  # noqa: S608
    if row is None:
        raise LinkNotValid
    return Link(**row)


async def lock_link_by(connection: Connection, digest: bytes) -> Link:
    """The link of a secret, locked until the end of the transaction. Raises `LinkNotValid`."""
    await connection.execute("SELECT 1 FROM link WHERE digest = $1 FOR UPDATE", digest)
    return await load_link_by(connection, digest)


async def lock_link(connection: Connection, id_: UUID) -> Link:
    """One link, locked until the end of the transaction. Raises `LinkNotFound`."""
    row = await connection.fetchrow(f"SELECT {COLUMNS} FROM link WHERE id = $1 FOR UPDATE", id_)  # noqa: S608
    if row is None:
        raise LinkNotFound(id=id_)
    return Link(**row)


async def lock_links_of(connection: Connection, correspondent_id: UUID) -> list[Link]:
    """The links of a correspondent that were not withdrawn, locked until the end of the transaction."""
    rows = await connection.fetch(
        f"SELECT {COLUMNS} FROM link WHERE correspondent_id = $1 AND withdrawn_at IS NULL FOR UPDATE",  # noqa: S608
        correspondent_id,
    )
    return [Link(**row) for row in rows]


async def insert_history(connection: Connection, link: Link, what: Happened, *, at: datetime, by: str) -> None:
    """Record what happened with the link of a notice for a correspondent, when, and by whom."""
    await connection.execute(
        "INSERT INTO link_history (notice_id, correspondent_id, what, at, by) VALUES ($1, $2, $3, $4, $5)",
        *(link.notice_id, link.correspondent_id, what, at, by),
    )
