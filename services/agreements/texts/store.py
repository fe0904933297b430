"""Locks templates and inserts their versions."""

from services.agreements.texts.model.kinds import TextKind
from services.agreements.texts.model.templates import FIRST_VERSION, TemplateVersion
from shared.postgres.connections import Connection


async def lock_template(connection: Connection, kind: TextKind) -> tuple[int, bool]:
    """The version of a template and whether it is the shipped one, locked until the end of the transaction."""
    # A template that was never changed has no row, so the kind itself is locked.
    await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended('text_template:' || $1, 0))", kind)
    row = await connection.fetchrow(
        """SELECT version, content IS NULL AS is_shipped FROM text_template
           WHERE kind = $1 ORDER BY version DESC LIMIT 1""",
        kind,
    )
    return (row["version"], row["is_shipped"]) if row else (FIRST_VERSION, True)


async def insert_template(connection: Connection, version: TemplateVersion, content: bytes | None) -> None:
    """Insert a version of a template; without a content, the return to the shipped one."""
    await connection.execute(
        """INSERT INTO text_template (kind, version, content, file_name, sha256, account, at, reason)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
        version.kind,
        version.version,
        content,
        version.file_name,
        version.sha256,
        version.account,
        version.at,
        version.reason,
    )
