"""The waiting list of a service beside the cases that are found in its tables."""

from typing import Any

import asyncpg

from deploy.installation.environment import settings_of
from deploy.local.stack import Stack

FOUND = """
SELECT about, kind, desk, coalesce(begins, '-infinity'), coalesce(ends, 'infinity'), coalesce(contact, ''), by_letter,
       zone, since, coalesce(due_on, 'infinity'), words::text
FROM waiting_found(ARRAY(SELECT waiting_things()))
"""
KEPT = """
SELECT about, kind, desk, begins, ends, contact, by_letter, zone, since, due, words::text FROM waiting_case
"""


async def connect(stack: Stack, service: str = "agreements") -> "asyncpg.Connection[Any]":
    """A connection that may change everything in a service."""
    url = settings_of(stack.environment()).admin_database_url()
    return await asyncpg.connect(url, server_settings={"search_path": service})


async def compare(database: "asyncpg.Connection[Any]") -> tuple[set[Any], set[Any]]:
    """Cases that are missing in the list, and cases that it has too many."""
    # One snapshot of both: other tests continue meanwhile.
    async with database.transaction(isolation="repeatable_read"):
        found = {tuple(row) for row in await database.fetch(FOUND)}
        kept = {tuple(row) for row in await database.fetch(KEPT)}
    return found - kept, kept - found
