"""Notices in PostgreSQL."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.notifications.directory.model import Desk
from services.notifications.inbox.model import (
    LISTED,
    LISTED_AT_MOST,
    ListedMatter,
    Notice,
    NoticeNotFound,
    OpenMatters,
)
from services.notifications.matters.model import Matter, NoticePlace
from shared.postgres.connections import Connection
from shared.values.cooperation import Severity
from shared.values.texts import Text

_INSERT = """
INSERT INTO notice (id, version, rule, matters, event_id, event_type, facility_id, region, subject_indonesian,
                    subject_english, body_indonesian, body_english, severity, useful_until, zone, read_at, closed_at,
                    closed_because_indonesian, closed_because_english, listed, rule_group, desk, day, issued_at)
SELECT * FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::integer[], $5::uuid[], $6::text[], $7::uuid[],
                     $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::date[],
                     $15::text[], $16::timestamptz[], $17::timestamptz[], $18::text[], $19::text[], $20::jsonb[],
                     $21::text[], $22::text[], $23::date[], $24::timestamptz[])
"""
_UPDATE = """
UPDATE notice SET
    version = given.version, rule = given.rule, matters = given.matters, event_id = given.event_id,
    event_type = given.event_type, facility_id = given.facility_id, region = given.region,
    subject_indonesian = given.subject_indonesian, subject_english = given.subject_english,
    body_indonesian = given.body_indonesian, body_english = given.body_english, severity = given.severity,
    useful_until = given.useful_until, zone = given.zone, read_at = given.read_at,
    read_by = CASE WHEN given.read_at IS NULL THEN NULL ELSE notice.read_by END, closed_at = given.closed_at,
    closed_because_indonesian = given.closed_because_indonesian, closed_because_english = given.closed_because_english,
    listed = given.listed
FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::integer[], $5::uuid[], $6::text[], $7::uuid[], $8::text[],
            $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::date[], $15::text[],
            $16::timestamptz[], $17::timestamptz[], $18::text[], $19::text[], $20::jsonb[])
    AS given (id, version, rule, matters, event_id, event_type, facility_id, region, subject_indonesian,
              subject_english, body_indonesian, body_english, severity, useful_until, zone, read_at, closed_at,
              closed_because_indonesian, closed_because_english, listed)
WHERE notice.id = given.id
"""
_LATEST_MATTERS = """
SELECT latest.* FROM unnest($1::uuid[]) AS given (id)
CROSS JOIN LATERAL (
    SELECT * FROM matter WHERE notice_id = given.id AND closed_by IS NULL
    ORDER BY opened_by DESC, rule, business_key LIMIT $2) AS latest
ORDER BY latest.notice_id, latest.opened_by DESC, latest.rule, latest.business_key
"""
_LAST_DAYS = """
SELECT given.id, weight.severity, last.useful_until FROM unnest($1::uuid[]) AS given (id)
CROSS JOIN unnest($2::text[]) AS weight (severity)
CROSS JOIN LATERAL (
    SELECT useful_until FROM matter
    WHERE notice_id = given.id AND matter.severity = weight.severity AND closed_by IS NULL
    ORDER BY useful_until DESC LIMIT 1) AS last
"""
_BY_WEIGHT: tuple[Severity, ...] = ("critical", "action", "information")


async def insert_notices(connection: Connection, notices: Sequence[Notice]) -> None:
    """Insert new notices."""
    rows = [(*_row(each), each.rule_group, str(each.desk), each.day, each.issued_at) for each in notices]
    if rows:
        await connection.execute(_INSERT, *map(list, zip(*rows, strict=True)))


async def save_notices(connection: Connection, notices: Sequence[Notice]) -> None:
    """Save what changed in notices with their matters."""
    if notices:
        await connection.execute(_UPDATE, *map(list, zip(*map(_row, notices), strict=True)))


def _row(notice: Notice) -> tuple[object, ...]:
    return (
        notice.id,
        notice.version,
        notice.rule,
        notice.matters,
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
        notice.read_at,
        notice.closed_at,
        notice.closed_because and notice.closed_because.id,
        notice.closed_because and notice.closed_because.en,
        LISTED.dump_json(notice.listed).decode(),
    )


async def load_living(connection: Connection, places: Iterable[NoticePlace]) -> dict[NoticePlace, UUID]:
    """The ids of the living notices at these places."""
    wanted = list(places)
    rows = await connection.fetch(
        """SELECT id, rule_group, desk, day FROM notice
           JOIN unnest($1::text[], $2::text[], $3::date[]) AS given (rule_group, desk, day)
           USING (rule_group, desk, day) WHERE closed_at IS NULL""",
        [each.rule_group for each in wanted],
        [each.desk for each in wanted],
        [each.day for each in wanted],
    )
    return {NoticePlace(row["rule_group"], row["desk"], row["day"]): row["id"] for row in rows}


async def lock_living(connection: Connection, notice_ids: Iterable[UUID]) -> list[Notice]:
    """The living ones of these notices, locked in a fixed order until the end of the transaction."""
    rows = await connection.fetch(
        "SELECT * FROM notice WHERE id = ANY($1) AND closed_at IS NULL ORDER BY id FOR UPDATE", list(notice_ids)
    )
    return [Notice.of(row) for row in rows]


async def load_open_matters(
    connection: Connection, notices: Sequence[Notice], counts: Mapping[UUID, int]
) -> dict[UUID, OpenMatters]:
    """The open matters of each notice that has some; the caller knows their numbers."""
    # Neither counted nor read whole: a desk may have thousands in one notice, and each event would read them again.
    ids = [each.id for each in notices]
    latest: dict[UUID, list[Mapping[str, Any]]] = {}
    for row in await connection.fetch(_LATEST_MATTERS, ids, LISTED_AT_MOST):
        latest.setdefault(row["notice_id"], []).append(row)
    last_days: dict[UUID, dict[Severity, date]] = {}
    for row in await connection.fetch(_LAST_DAYS, ids, _BY_WEIGHT):
        last_days.setdefault(row["id"], {})[row["severity"]] = row["useful_until"]
    return {
        each.id: _open_matters(each, counts[each.id], latest[each.id], last_days[each.id])
        for each in notices
        if each.id in latest
    }


async def load_causes(connection: Connection, facility_ids: Collection[UUID]) -> dict[UUID, list[Matter]]:
    """The open matters, at all desks, of each cause that concerns one of these facilities; by the notice of each."""
    rows = await connection.fetch(
        """SELECT matter.*, notice.rule_group, notice.day FROM matter JOIN notice ON notice.id = matter.notice_id
           WHERE matter.closed_by IS NULL AND (matter.rule, matter.business_key) IN (
               SELECT rule, business_key FROM matter WHERE closed_by IS NULL AND facility_ids && $1::uuid[])""",
        list(facility_ids),
    )
    matters: dict[UUID, list[Matter]] = {}
    for row in rows:
        matters.setdefault(row["notice_id"], []).append(matter_of(row))
    return matters


def matter_of(row: Mapping[str, Any]) -> Matter:
    """The matter of a row that also has the group and the day of its notice."""
    return _matter(row, Desk.parse(row["desk"]), row["rule_group"], row["day"])


def _open_matters(
    notice: Notice, count: int, rows: Sequence[Mapping[str, Any]], last_days: Mapping[Severity, date]
) -> OpenMatters:
    matters = [_matter(row, notice.desk, notice.rule_group, notice.day) for row in rows]
    return OpenMatters(
        count=count,
        latest=matters[0],
        listed=tuple(map(ListedMatter.of, matters)),
        severity=next(each for each in _BY_WEIGHT if each in last_days),
        useful_until=max(last_days.values()),
    )


def _matter(row: Mapping[str, Any], desk: Desk, rule_group: str, day: date) -> Matter:
    made: dict[str, Any] = {
        "desk": desk,
        "rule_group": rule_group,
        "opened_on": day,
        "subject": Text(row["subject_indonesian"], row["subject_english"]),
        "body": Text(row["body_indonesian"], row["body_english"]),
        "facility_ids": tuple(row["facility_ids"]),
    }
    return Matter(**made, **{name: row[name] for name in Matter.__slots__ if name not in made})


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
