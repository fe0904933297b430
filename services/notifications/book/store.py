"""The edition in force, and the occasions of rules by which a further edition is tried."""

from collections.abc import Sequence
from datetime import date

from pydantic_core import to_json

from services.notifications.book.model import Changes, Occasion
from services.notifications.book.shipped.books import Book, shipped_book
from shared.postgres.connections import Connection

_BOOKS: dict[str, Book] = {}
"""The book of the edition in force, by the id of the edition."""


async def load_book(connection: Connection) -> Book:
    """The rules and templates in force. A process reads them again as soon as another edition is in force."""
    row = await connection.fetchrow("SELECT number, id FROM edition WHERE state = 'in_force'")
    if row is None:
        return shipped_book()
    key = str(row["id"])
    if key not in _BOOKS:
        changes = await connection.fetchval("SELECT changes FROM edition WHERE id = $1", row["id"])
        book = Book.of(row["number"], Changes.stored(changes))
        _BOOKS.clear()
        _BOOKS[key] = book
    return _BOOKS[key]


async def insert_occasions(connection: Connection, occasions: Sequence[Occasion]) -> None:
    """Record that events were occasions for rules, once each."""
    if occasions:
        await connection.executemany(
            """INSERT INTO occasion (rule, business_key, event_id, day, arrived_on, desks)
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING""",
            [
                (each.rule, each.business_key, each.event_id, each.day, each.arrived_on, to_json(each.desks).decode())
                for each in occasions
            ],
        )


async def save_forgotten_occasions(connection: Connection, before: date, limit: int) -> int:
    """Delete occasions that arrived before a day; how many they were."""
    deleted = await connection.fetch(
        """DELETE FROM occasion WHERE ctid = ANY (ARRAY(
               SELECT ctid FROM occasion WHERE arrived_on < $1 LIMIT $2)) RETURNING 1""",
        before,
        limit,
    )
    return len(deleted)
