"""Keeping the name of a field, in the register by its own command and in the other services from its event."""

from dataclasses import dataclass

from shared.access import Work, nationwide, use_case
from shared.postgres.connections import Connection
from shared.values.texts import Text


@dataclass(frozen=True, slots=True)
class ProjectFieldName:
    """The name of a field, with the version of the tree that has brought it."""

    field: str
    name: Text
    version: int


@use_case(scope=nationwide)
async def project_field_name(work: Work, command: ProjectFieldName) -> None:
    """Save the name of a field from an event. System only."""
    await keep_field_name(work.connection, command)


async def keep_field_name(connection: Connection, named: ProjectFieldName) -> None:
    """Save the name of a field, unless a newer version of the tree has brought another one."""
    await connection.execute(
        """INSERT INTO field_name AS known (field, name_indonesian, name_english, version) VALUES ($1, $2, $3, $4)
           ON CONFLICT (field) DO UPDATE SET
               (name_indonesian, name_english, version) =
               (excluded.name_indonesian, excluded.name_english, excluded.version)
           WHERE known.version < excluded.version""",
        named.field,
        named.name.id,
        named.name.en,
        named.version,
    )
