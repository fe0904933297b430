"""Notices in PostgreSQL."""

from collections.abc import Sequence
from uuid import UUID

from services.notifications.directory.model import Desk
from services.notifications.inbox.model import Notice, NoticeNotFound
from shared.postgres.connections import Connection

# Sorted by key, so that two transactions with the same notices wait for each other and cannot deadlock.
_INSERT = """
INSERT INTO notice (id, business_key, rule, desk, event_id, event_type, facility_id, region,
                    subject_indonesian, subject_english, body_indonesian, body_english,
                    severity, useful_until, zone, issued_at)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::uuid[], $8::text[],
                     $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::date[], $15::text[],
                     $16::timestamptz[]) AS t (id, business_key)
ORDER BY business_key
ON CONFLICT (business_key) DO NOTHING
RETURNING id
"""


async def insert_notices(connection: Connection, notices: Sequence[Notice]) -> set[UUID]:
    """Insert the notices whose keys are new; return their ids."""
    rows = [_row(notice) for notice in notices]
    inserted = await connection.fetch(_INSERT, *map(list, zip(*rows, strict=True))) if rows else []
    return {row["id"] for row in inserted}


def _row(notice: Notice) -> tuple[object, ...]:
    return (
        notice.id,
        notice.business_key,
        notice.rule,
        str(notice.desk),
        notice.event_id,
        notice.event_type,
        notice.facility_id,
        notice.region,
        notice.subject.id,
        notice.subject.en,
        notice.body.id,
        notice.body.en,
        notice.severity,
        notice.useful_until,
        notice.zone,
        notice.issued_at,
    )


async def load_desk(connection: Connection, notice_id: UUID) -> Desk:
    """The desk of a notice. Raises `NoticeNotFound`."""
    desk = await connection.fetchval("SELECT desk FROM notice WHERE id = $1", notice_id)
    if desk is None:
        raise NoticeNotFound(notice_id=notice_id)
    return Desk.parse(desk)


async def lock_notice(connection: Connection, notice_id: UUID) -> Notice:
    """The notice, locked until the end of the transaction. Raises `NoticeNotFound`."""
    row = await connection.fetchrow("SELECT * FROM notice WHERE id = $1 FOR UPDATE", notice_id)
    if row is None:
        raise NoticeNotFound(notice_id=notice_id)
    return Notice.of(row)


async def save_reading(connection: Connection, notice: Notice, account: str) -> None:
    """Save when the notice was read, and by which account."""
    await connection.execute(
        "UPDATE notice SET version = $2, read_at = $3, read_by = $4 WHERE id = $1",
        notice.id,
        notice.version,
        notice.read_at,
        account,
    )
