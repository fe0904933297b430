"""Gives registration numbers, and saves what only a registered agreement has."""

from datetime import date, datetime

from services.agreements.agreement.model.agreement import Agreement
from shared.access import Work
from shared.postgres.connections import Connection
from shared.values.inputs import number_key


async def next_registration_number(connection: Connection, day: date, area: str) -> str:
    """A short number for use on the telephone: year, area, running number."""
    # The row is locked until the end of the transaction, so a number that is rolled back is given to the next draft.
    number: int = await connection.fetchval(
        """INSERT INTO registration_counter AS c (year, area, last_number) VALUES ($1, $2, 1)
           ON CONFLICT (year, area) DO UPDATE SET last_number = c.last_number + 1 RETURNING last_number""",
        day.year,
        area,
    )
    return f"{day:%y}-{area}-{number:04d}"


async def insert_registered_numbers(work: Work, agreement: Agreement) -> None:
    """Insert the numbers of a registered agreement; doubles among old numbers are kept as they were reported."""
    await work.connection.executemany(
        """INSERT INTO document_number (id, agreement_id, party_id, issuer_id, ours, number, number_key, year, dated_on)
           VALUES ($1, $2, $3, $4, false, $5, $6, $7, $8)""",
        [
            (n.id, agreement.id, n.party_id, n.issuer.id, n.number, number_key(n.number), n.year, n.dated_on)
            for n in agreement.numbers
        ],
    )


def announced(agreement: Agreement, today: date, now: datetime) -> dict[str, datetime | None]:
    """The columns that mark what the calendar brought before today, so that it is not announced."""
    has_begun = agreement.in_force_from is not None and agreement.in_force_from <= today
    is_over = agreement.in_force_until is not None and agreement.in_force_until < today
    over = now if is_over else None
    return {
        "entered_announced_at": now if has_begun else None,
        "expired_announced_at": over,
        "expiry_final_at": over,
    }
