"""Looks up who has the name and the official code of a facility that is founded."""

from services.agreements.register.model.founding import Taken
from shared.postgres.connections import Connection


async def lock_founding(connection: Connection, name: str, official_code: str) -> Taken:
    """The facilities that have the name or the code; another founding waits until the end of the transaction."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('found_facility'))")
    row = await connection.fetchrow(
        """SELECT (SELECT name FROM unit WHERE kind = 'facility' AND lower(name) = lower($1) LIMIT 1) AS name,
                  (SELECT u.name FROM unit_fact f JOIN unit u ON u.id = f.unit_id
                   WHERE f.kind = 'official_code' AND lower(f.value) = lower($2) LIMIT 1) AS code""",
        name,
        official_code,
    )
    return Taken(row["name"], row["code"])
