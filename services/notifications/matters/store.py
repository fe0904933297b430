"""Matters and closings in PostgreSQL."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from services.notifications.matters.model import CauseKey, Closing, Matter
from shared.postgres.connections import Connection

LOCK_TIMEOUT = "10s"
_LOCK = """
SELECT pg_advisory_xact_lock(hashtext('notifications: matters')) FROM set_config('lock_timeout', $1, true)
"""


async def lock_matters(connection: Connection) -> None:
    """Let one transaction at a time open and close matters. Raises `LockNotAvailableError`."""
    # Two events about one cause may be applied at the same time, because they come from two topics. Neither transaction
    # would see the other's row, and the matter would stay open.
    #
    # The wait has a limit of its own, shorter than that of a statement: the event that waits is not at fault, and must
    # be tried again. A statement that takes too long would count as slow, and its event would be parked in the end.
    await connection.execute(_LOCK, LOCK_TIMEOUT)


# One statement, because every event of the other services comes this way, and each statement is a way to the server.
_CLOSE = """
WITH given AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::text[]) AS t (rule, business_key, event_id, event_type)
), saved AS (
    INSERT INTO closing (rule, business_key, event_id, event_type) SELECT * FROM given
    ON CONFLICT (rule, business_key) DO UPDATE SET event_id = excluded.event_id, event_type = excluded.event_type
    WHERE closing.event_id < excluded.event_id
)
UPDATE matter SET closed_by = given.event_id FROM given
WHERE matter.rule = given.rule AND matter.business_key = given.business_key
  AND matter.closed_by IS NULL AND matter.opened_by < given.event_id
RETURNING notice_id
"""


async def save_closings(connection: Connection, closings: Sequence[Closing]) -> Counter[UUID]:
    """Save the latest closing of each cause, and close its earlier matters; return how many each notice showed."""
    if not closings:
        return Counter()
    columns = zip(*((each.rule, each.business_key, each.event_id, each.event_type) for each in closings), strict=True)
    return Counter(row["notice_id"] for row in await connection.fetch(_CLOSE, *map(list, columns)))


async def load_closings(connection: Connection, causes: Iterable[CauseKey]) -> dict[CauseKey, UUID]:
    """The id of the latest closing event of each cause that has one."""
    pairs = list(causes)
    rows = await connection.fetch(
        """SELECT rule, business_key, event_id FROM closing
           JOIN unnest($1::text[], $2::text[]) AS given (rule, business_key) USING (rule, business_key)""",
        [rule for rule, _ in pairs],
        [key for _, key in pairs],
    )
    return {(row["rule"], row["business_key"]): row["event_id"] for row in rows}


async def load_openings(connection: Connection, matters: Sequence[Matter]) -> dict[tuple[str, str, str], UUID]:
    """The id of the latest opening event of each matter that exists."""
    rows = await connection.fetch(
        """SELECT rule, business_key, desk, opened_by FROM matter
           JOIN unnest($1::text[], $2::text[], $3::text[]) AS given (rule, business_key, desk)
           USING (rule, business_key, desk)""",
        [each.rule for each in matters],
        [each.business_key for each in matters],
        [str(each.desk) for each in matters],
    )
    return {(row["rule"], row["business_key"], row["desk"]): row["opened_by"] for row in rows}


_COLUMNS = """
rule, business_key, desk, notice_id, opened_by, event_type, facility_id, region, subject_indonesian, subject_english,
body_indonesian, body_english, severity, useful_until, zone, page
"""
# `shown` sees the table as it was before: the parts of one statement have the same snapshot.
_SAVE = f"""
WITH given AS (
    SELECT * FROM unnest(
        $1::text[], $2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::uuid[], $8::text[], $9::text[],
        $10::text[], $11::text[], $12::text[], $13::text[], $14::date[], $15::text[], $16::text[], $17::text[])
    AS t ({_COLUMNS}, facility_ids)
), shown AS (
    SELECT matter.notice_id FROM matter JOIN given USING (rule, business_key, desk) WHERE matter.closed_by IS NULL
), saved AS (
INSERT INTO matter ({_COLUMNS}, facility_ids) SELECT {_COLUMNS}, facility_ids::uuid[] FROM given
ON CONFLICT (rule, business_key, desk) DO UPDATE SET
    notice_id = excluded.notice_id, opened_by = excluded.opened_by, event_type = excluded.event_type,
    facility_id = excluded.facility_id, region = excluded.region,
    subject_indonesian = excluded.subject_indonesian, subject_english = excluded.subject_english,
    body_indonesian = excluded.body_indonesian, body_english = excluded.body_english,
    severity = excluded.severity, useful_until = excluded.useful_until, zone = excluded.zone,
    facility_ids = excluded.facility_ids, page = excluded.page, closed_by = NULL
)
SELECT notice_id FROM shown
"""  # noqa: S608 -- names of columns


async def save_matters(connection: Connection, matters: Sequence[Matter], notice_ids: Sequence[UUID]) -> Counter[UUID]:
    """Save open matters, each with the notice that shows it; return by how many each of their notices shows more.

    A notice that showed some of them before, and does not any more, shows fewer: its number is negative.
    """
    columns = [list(column) for column in zip(*map(_row, matters, notice_ids), strict=True)]
    change = Counter(notice_ids)
    change.subtract(row["notice_id"] for row in await connection.fetch(_SAVE, *columns))
    return change


async def close_matters(connection: Connection, matters: Sequence[Matter], closed_by: UUID) -> Counter[UUID]:
    """Close matters at single desks, not their cause; return how many each notice showed."""
    rows = await connection.fetch(
        """UPDATE matter SET closed_by = $4
           FROM unnest($1::text[], $2::text[], $3::text[]) AS given (rule, business_key, desk)
           WHERE matter.rule = given.rule AND matter.business_key = given.business_key AND matter.desk = given.desk
             AND matter.closed_by IS NULL
           RETURNING notice_id""",
        [each.rule for each in matters],
        [each.business_key for each in matters],
        [str(each.desk) for each in matters],
        closed_by,
    )
    return Counter(row["notice_id"] for row in rows)


def _row(matter: Matter, notice_id: UUID) -> tuple[object, ...]:
    return (
        matter.rule,
        matter.business_key,
        str(matter.desk),
        notice_id,
        matter.opened_by,
        matter.event_type,
        matter.facility_id,
        matter.region,
        matter.subject.id,
        matter.subject.en,
        matter.body.id,
        matter.body.en,
        matter.severity,
        matter.useful_until,
        matter.zone,
        matter.page,
        # As text, because unnest takes an array of arrays apart.
        f"{{{','.join(map(str, matter.facility_ids))}}}",
    )


async def load_only_key(connection: Connection, notice_id: UUID, event_types: Collection[str]) -> str | None:
    """The business key of the only open matter of a notice, if one of these events has opened it."""
    rows = await connection.fetch(
        "SELECT business_key, event_type FROM matter WHERE notice_id = $1 AND closed_by IS NULL LIMIT 2", notice_id
    )
    only = rows[0] if len(rows) == 1 else None
    return only["business_key"] if only and only["event_type"] in event_types else None
