"""A service's schema in the database: objects, rights, and objects that exist and do not work."""

from deploy.doctor.declared import Schema, TableRight
from shared.operations.settings import Settings
from shared.postgres.connections import Connection

_OBJECTS = """
WITH own AS (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
SELECT CASE relkind WHEN 'v' THEN 'view ' WHEN 'S' THEN 'sequence ' ELSE 'table ' END || relname
FROM pg_class, own WHERE relnamespace = own.oid AND relkind IN ('r', 'p', 'v', 'S')
     -- Sequences of identity columns belong to their columns.
     AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype IN ('a', 'i') AND relkind = 'S')
UNION ALL
SELECT format('column %s.%s', relname, attname)
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid, own
WHERE relnamespace = own.oid AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
UNION ALL
SELECT 'index ' || relname
FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid, own
WHERE relnamespace = own.oid AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
UNION ALL
SELECT 'function ' || proname FROM pg_proc, own WHERE pronamespace = own.oid
UNION ALL
SELECT format('trigger %s on %s', tgname, relname)
FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid, own WHERE relnamespace = own.oid AND NOT tgisinternal
"""
_RIGHTS = """
SELECT a.grantee::regrole::text AS role, a.privilege_type, relname
FROM pg_class, aclexplode(relacl) AS a
WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
      AND relkind IN ('r', 'p', 'v') AND a.grantee <> 0 AND a.grantee <> relowner
"""
_NOT_WORKING = """
SELECT 'index ' || relname AS what, 'invalid' AS how
FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE NOT indisvalid AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
UNION ALL
SELECT format('trigger %s on %s', tgname, relname), 'disabled'
FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE tgenabled = 'D' AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
"""
_OWN = frozenset({"table alembic_version", "column alembic_version.version_num"})


async def present_schema(connection: Connection, settings: Settings, service: str) -> Schema:
    """The schema of a service as the database has it, without the table of its versions."""
    objects = {row[0] for row in await connection.fetch(_OBJECTS)} - _OWN
    kinds = {settings.role(service, "app"): "app", settings.role(service, "relay"): "relay"}
    rights = {
        TableRight(kinds.get(role, role), privilege, table)
        for role, privilege, table in await connection.fetch(_RIGHTS)
    }
    return Schema(objects, rights)


async def not_working(connection: Connection) -> list[tuple[str, str]]:
    """Objects that exist and have no effect, each with the reason: `invalid` or `disabled`."""
    return [(row["what"], row["how"]) for row in await connection.fetch(_NOT_WORKING)]
