"""Letters in PostgreSQL."""

from uuid import UUID

from services.notifications.letters.model import Letter, LetterNotFound
from shared.postgres.connections import Connection

_COLUMNS = ", ".join(Letter.__slots__)


async def insert_letter(connection: Connection, letter: Letter) -> None:
    """Insert a letter, unless there is one about its notice."""
    await connection.execute(
        """INSERT INTO letter (id, notice_id, partner_id, facility_id, zone, write_on, version)
           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (notice_id) DO NOTHING""",
        letter.id,
        letter.notice_id,
        letter.partner_id,
        letter.facility_id,
        letter.zone,
        letter.write_on,
        letter.version,
    )


async def load_letter(connection: Connection, letter_id: UUID) -> Letter:
    """One letter. Raises `LetterNotFound`."""
    row = await connection.fetchrow(f"SELECT {_COLUMNS} FROM letter WHERE id = $1", letter_id)  # noqa: S608
    if row is None:
        raise LetterNotFound(letter_id=letter_id)
    return Letter(**row)


async def lock_letter(connection: Connection, letter_id: UUID) -> Letter:
    """One letter, locked until the end of the transaction. Raises `LetterNotFound`."""
    await connection.execute("SELECT 1 FROM letter WHERE id = $1 FOR UPDATE", letter_id)
    return await load_letter(connection, letter_id)


async def save_letter(connection: Connection, letter: Letter) -> None:
    """Save what may change in a letter."""
    await connection.execute(
        """UPDATE letter SET number = $2, sent_on = $3, chase_on = $4, answered_on = $5, answer = $6, version = $7
           WHERE id = $1""",
        letter.id,
        letter.number,
        letter.sent_on,
        letter.chase_on,
        letter.answered_on,
        letter.answer,
        letter.version,
    )
