"""Saves the names of regional offices."""

from shared.postgres.connections import Connection


async def save_office(connection: Connection, region: str, name: str, version: int) -> None:
    """Save the name of an office, unless a later one is known."""
    await connection.execute(
        """INSERT INTO measured_office AS known (region, name, version) VALUES ($1, $2, $3)
           ON CONFLICT (region) DO UPDATE SET name = excluded.name, version = excluded.version
           WHERE known.version < excluded.version""",
        region,
        name,
        version,
    )
