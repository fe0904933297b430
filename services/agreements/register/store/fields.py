"""Loads and saves the fields of cooperation."""

import json
from collections.abc import Collection

from services.agreements.register.model.fields import FieldTree, NewField
from shared.postgres.connections import Connection
from shared.values.texts import Text


async def load_known_fields(connection: Connection, codes: Collection[str]) -> set[str]:
    """The codes that are in the newest tree."""
    # A field that the newest tree leaves out keeps its last version, because earlier agreements still name it.
    rows = await connection.fetch(
        "SELECT code FROM field WHERE code = ANY($1) AND version = (SELECT max(version) FROM field)", list(codes)
    )
    return {row["code"] for row in rows}


async def load_field_names(connection: Connection, codes: Collection[str]) -> tuple[dict[str, str], set[str]]:
    """The Indonesian names of fields, also of those that only an older tree has; the codes that the newest tree has."""
    rows = await connection.fetch(
        """SELECT code, name_indonesian, version = (SELECT max(version) FROM field) AS is_known
           FROM field WHERE code = ANY($1)""",
        list(codes),
    )
    return {row["code"]: row["name_indonesian"] for row in rows}, {row["code"] for row in rows if row["is_known"]}


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


async def lock_fields(connection: Connection) -> FieldTree:
    """The tree in force, locked until the end of the transaction."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('fields'))")
    rows = await connection.fetch(
        "SELECT * FROM field WHERE version = (SELECT max(version) FROM field) ORDER BY ordinal, code"
    )
    return FieldTree.of_rows(rows)


async def insert_field(connection: Connection, field: NewField, version: int) -> None:
    """Insert a field, also one that an older tree had, and with it the next version of the whole tree."""
    await connection.execute(
        """INSERT INTO field (code, parent, name_indonesian, name_english, ordinal, version, own)
           SELECT $1, $2::text, $3, $4, 1 + coalesce(max(ordinal), 0), $5::integer, true FROM field
           ON CONFLICT (code) DO UPDATE SET
               (parent, name_indonesian, name_english, version, own, closed) =
               (excluded.parent, excluded.name_indonesian, excluded.name_english, excluded.version, true, false)""",
        field.code,
        field.parent,
        field.name.id,
        field.name.en,
        version,
    )
    await _save_edition(connection, version)


async def save_field_name(connection: Connection, code: str, name: Text, version: int) -> None:
    """Save another name of a field, and with it the next version of the tree. A newer shipped tree keeps the name."""
    await connection.execute(
        "UPDATE field SET name_indonesian = $2, name_english = $3, renamed = true WHERE code = $1",
        code,
        name.id,
        name.en,
    )
    await _save_edition(connection, version)


async def save_field_closed(connection: Connection, code: str, version: int) -> None:
    """Leave a field out of the next version of the tree. A newer shipped tree does not bring it back."""
    await connection.execute("UPDATE field SET closed = true WHERE code = $1", code)
    await _save_edition(connection, version)


async def _save_edition(connection: Connection, version: int) -> None:
    await connection.execute("UPDATE field SET version = $1 WHERE version = $1 - 1 AND NOT closed", version)
    await connection.execute(
        "INSERT INTO field_edition (version, shipped) SELECT $1::integer, coalesce(max(shipped), 0) FROM field_edition",
        version,
    )


async def save_shipped_fields(connection: Connection, tree: FieldTree) -> None:
    """Bring the fields up to date with a shipped tree that is newer than the last one; our own fields stay."""
    rows = [
        {"code": node.code, "parent": parent, "indonesian": node.name.id, "english": node.name.en, "ordinal": ordinal}
        for ordinal, (node, parent) in enumerate(tree.walk())
    ]
    before = await connection.fetchrow(
        "SELECT coalesce(max(version), 0) AS version, coalesce(max(shipped), 0) AS shipped FROM field_edition"
    )
    if tree.version <= before["shipped"]:
        return
    # Each version has its own number, because fields may have been added since the last shipped tree.
    version = max(tree.version, before["version"] + 1)
    await connection.execute(
        """INSERT INTO field AS f (code, parent, name_indonesian, name_english, ordinal, version)
           SELECT t.*, $2
           FROM jsonb_to_recordset($1) AS t (code text, parent text, indonesian text, english text, ordinal integer)
           ON CONFLICT (code) DO UPDATE SET
               (parent, name_indonesian, name_english, ordinal, version, own) =
               (excluded.parent, CASE WHEN f.renamed THEN f.name_indonesian ELSE excluded.name_indonesian END,
                CASE WHEN f.renamed THEN f.name_english ELSE excluded.name_english END, excluded.ordinal,
                CASE WHEN f.closed THEN f.version ELSE excluded.version END, false)""",
        json.dumps(rows),
        version,
    )
    # With the fields above them, which the shipped tree may have dropped.
    await connection.execute(
        """WITH RECURSIVE kept (code, parent) AS (
               SELECT code, parent FROM field WHERE own AND NOT closed AND version = $2
               UNION SELECT f.code, f.parent FROM kept JOIN field f ON f.code = kept.parent)
           UPDATE field SET version = $1 FROM kept WHERE field.code = kept.code""",
        version,
        before["version"],
    )
    await connection.execute("INSERT INTO field_edition (version, shipped) VALUES ($1, $2)", version, tree.version)
