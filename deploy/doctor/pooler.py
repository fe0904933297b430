"""PgBouncer as the apis use it: whether it takes their logins, and gives their requests a schema and a limit."""

import asyncpg

from deploy.doctor.check import Finding
from deploy.installation.errors import errors_as_trouble
from deploy.installation.services import DOOR, SERVICES
from deploy.installation.trouble import Trouble
from shared.operations.settings import Settings

_PAGE = "docs/operations/tls.md, PgBouncer"


async def fault_of_pooler(settings: Settings) -> Finding | None:
    """The first fault, or None; without PgBouncer there is none."""
    for service in (*SERVICES, DOOR) if settings.postgres_pooler_url else ():
        role = settings.role(service, "app")
        try:
            with errors_as_trouble():
                schema, limit = await _session_of(settings.pooler_url(service))
        except Trouble as trouble:
            return Finding(
                f"PgBouncer does not accept {role}: {trouble}",
                f"start it, check SINERGI_POSTGRES_POOLER_URL and the passwords in its auth_file; {_PAGE}",
            )
        if schema != service:
            return Finding(f"through PgBouncer, {role} works in the schema {schema}", "`sinergi roles apply`")
        if limit == "0":
            return Finding(
                "through PgBouncer, statements have no time limit: one that waits for a lock outlasts its request",
                f"connect_query='SET statement_timeout = 24000' in its [databases]; {_PAGE}",
            )
    return None


async def _session_of(address: str | None) -> tuple[str | None, str]:
    connection = await asyncpg.connect(address, timeout=8, command_timeout=8)
    try:
        schema: str | None = await connection.fetchval("SELECT current_schema()")
        return schema, str(await connection.fetchval("SHOW statement_timeout"))
    finally:
        connection.terminate()
