"""Correspondents in PostgreSQL. Addresses are parameters of statements, never part of them."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from services.notifications.correspondents.model.correspondents import Correspondent, CorrespondentNotFound, id_in
from services.notifications.directory.model import Desk
from shared.access.partner_tree import load_ancestry
from shared.postgres.connections import Connection

COLUMNS = ", ".join(Correspondent.__slots__)


async def insert_correspondent(connection: Connection, correspondent: Correspondent) -> None:
    """Insert a new correspondent."""
    values = [getattr(correspondent, name) for name in Correspondent.__slots__]
    places = ", ".join(f"${number}" for number in range(1, len(values) + 1))
    await connection.execute(
        f"INSERT INTO correspondent ({COLUMNS}) VALUES ({places})",  # noqa: S608 -- names of columns
        *values,
    )


async def save_correspondent(connection: Connection, correspondent: Correspondent) -> None:
    """Save what may change in a correspondent."""
    await connection.execute(
        """UPDATE correspondent SET ended_at = $2, ended_by = $3, refused_at = $4, version = $5 WHERE id = $1""",
        correspondent.id,
        correspondent.ended_at,
        correspondent.ended_by,
        correspondent.refused_at,
        correspondent.version,
    )


async def load_correspondent(connection: Connection, id_: UUID) -> Correspondent:
    """One correspondent. Raises `CorrespondentNotFound`."""
    row = await connection.fetchrow(f"SELECT {COLUMNS} FROM correspondent WHERE id = $1", id_)  # noqa: S608
    if row is None:
        raise CorrespondentNotFound(id=id_)
    return Correspondent(**row)


async def lock_correspondent(connection: Connection, id_: UUID) -> Correspondent:
    """One correspondent, locked until the end of the transaction. Raises `CorrespondentNotFound`."""
    await connection.execute("SELECT 1 FROM correspondent WHERE id = $1 FOR UPDATE", id_)
    return await load_correspondent(connection, id_)


async def load_at_desk(connection: Connection, desk: Desk, day: date) -> list[Correspondent]:
    """The correspondents of a partner, and of every partner above it, that are reached on a day."""
    if desk.scope_kind != "partner":
        return []
    units = list(await load_ancestry(connection, UUID(desk.unit)))
    rows = await connection.fetch(
        f"SELECT {COLUMNS} FROM correspondent WHERE partner_id = ANY($1) AND ended_at IS NULL ORDER BY id",  # noqa: S608
        units,
    )
    return [each for each in (Correspondent(**row) for row in rows) if each.is_reached(day)]


async def load_among(connection: Connection, accounts: Collection[str]) -> dict[str, Correspondent]:
    """The correspondents among the recipients of deliveries, by the name that stands in the place of an account."""
    ids = [id_ for id_ in map(id_in, accounts) if id_]
    rows = await connection.fetch(f"SELECT {COLUMNS} FROM correspondent WHERE id = ANY($1)", ids)  # noqa: S608
    return {each.account: each for each in (Correspondent(**row) for row in rows)}


async def load_partner_known(connection: Connection, partner_id: UUID) -> bool:
    """Whether the partner is registered."""
    return bool(await connection.fetchval("SELECT true FROM partner_tree WHERE id = $1", partner_id))
