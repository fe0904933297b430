"""Indexes agreements that are older than the index; triggers index all others."""

from shared.postgres.connections import Connection


async def index_oldest(connection: Connection, most: int) -> int:
    """Index so many of the agreements that wait for it, the newest first; returns how many it were."""
    # Locked, because a change that commits meanwhile would not be in the index.
    rows = await connection.fetch(
        """WITH newest AS MATERIALIZED (SELECT agreement_id FROM agreement_to_index ORDER BY agreement_id DESC LIMIT $1)
           SELECT id FROM agreement WHERE id IN (SELECT agreement_id FROM newest) ORDER BY id DESC FOR SHARE""",
        most,
    )
    ids = [row["id"] for row in rows]
    if ids:
        await connection.execute("SELECT index_agreements($1, false)", ids)
        await connection.execute("DELETE FROM agreement_to_index WHERE agreement_id = ANY($1)", ids)
    return len(ids)


async def save_frequent_words(connection: Connection) -> None:
    """Save which words the statistics of the index call frequent; they change when PostgreSQL analyses the table."""
    await connection.execute("SELECT note_frequent_words()")
