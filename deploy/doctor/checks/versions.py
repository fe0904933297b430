"""Versions: PostgreSQL's, the revisions of every schema, and the version that each api runs."""

import asyncio
import re
from collections.abc import AsyncIterator

import httpx2

from deploy.doctor.check import Check, Finding
from deploy.doctor.pages import get
from deploy.installation.migrate import packages_of
from deploy.installation.service import connected
from deploy.installation.services import DOOR, SERVICES
from shared.operations.settings import Settings
from shared.operations.version import VERSION
from shared.postgres.connections import Connection
from shared.postgres.migrations import every_revision_of, newest_of

OLDEST_POSTGRES = 17
"""The first one that has `transaction_timeout`, without which an open transaction would hold a relay for ever."""
_RUNS = re.compile(r'^sinergi_build_info\{.*version="([^"]*)"', re.MULTILINE)


async def find(settings: Settings) -> AsyncIterator[Finding]:
    """The server first, then each schema, then each api."""
    for service in (*SERVICES, DOOR):
        async with connected(settings, service, "owner") as connection:
            if service == SERVICES[0] and (found := _server(await connection.fetchval("SHOW server_version_num"))):
                yield found
            if found := await _schema(connection, service):
                yield found
    for service, address in {**settings.feeds, DOOR: settings.public_origin}.items():
        if found := await _api(service, address):
            yield found


def _server(number: str) -> Finding | None:
    major = int(number) // 10_000
    if major >= OLDEST_POSTGRES:
        return None
    return Finding(f"PostgreSQL {major} is too old", f"upgrade it to {OLDEST_POSTGRES} or later; 18 is tested")


async def _schema(connection: Connection, service: str) -> Finding | None:
    newest = await asyncio.to_thread(newest_of, packages_of(service))
    exists = await connection.fetchval("SELECT to_regclass('alembic_version') IS NOT NULL")
    rows = await connection.fetch("SELECT version_num FROM alembic_version") if exists else []
    present = {row["version_num"] for row in rows}
    if present == newest:
        return None
    if unknown := sorted(present - await asyncio.to_thread(every_revision_of, packages_of(service))):
        return Finding(
            f"the schema {service} has revisions that this version does not know: {', '.join(unknown)}",
            "run the doctor of the version that migrated it, or a newer one",
        )
    missing = ", ".join(sorted(newest - present))
    return Finding(f"the schema {service} is not migrated to {missing}", "`sinergi migrate`, also while requests go on")


async def _api(service: str, address: str) -> Finding | None:
    try:
        page = await get(f"{address}/metrics")
    except httpx2.HTTPError:
        # An api that does not answer is a matter of the check of reachability.
        return None
    found = _RUNS.search(page.text)
    if not page.is_success or found is None or found[1] == VERSION:
        return None
    return Finding(
        f"the api of {service} runs version {found[1]}, and this command is version {VERSION}",
        "finish the upgrade: start every process with the same version",
    )


CHECK = Check("versions", "PostgreSQL, the revisions of the schemas, and the version that each api runs", find)
