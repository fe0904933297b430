"""Loads fields of cooperation."""

from collections.abc import Collection

from shared.postgres.connections import Connection


async def load_known_fields(connection: Connection, codes: Collection[str]) -> set[str]:
    """The codes that are in the newest tree."""
    # A field that the newest tree leaves out keeps its last version, because earlier agreements still name it.
    rows = await connection.fetch(
        "SELECT code FROM field WHERE code = ANY($1) AND version = (SELECT max(version) FROM field)", list(codes)
    )
    return {row["code"] for row in rows}


async def load_field_names(connection: Connection, codes: Collection[str]) -> dict[str, str]:
    """The Indonesian names of fields, also of those that only an older tree has."""
    rows = await connection.fetch("SELECT code, name_indonesian FROM field WHERE code = ANY($1)", list(codes))
    return {row["code"]: row["name_indonesian"] for row in rows}


async def load_fields_under(connection: Connection, code: str) -> list[str]:
    """A field and all fields under it, also those that only an older tree has; empty for an unknown field."""
    rows = await connection.fetch(
        """WITH RECURSIVE under (code) AS (
               SELECT code FROM field WHERE code = $1
               UNION
               SELECT below.code FROM under JOIN field below ON below.parent = under.code
           )
           SELECT code FROM under ORDER BY code""",
        code,
    )
    return [row["code"] for row in rows]
