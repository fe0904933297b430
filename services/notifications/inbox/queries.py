"""The inbox of an account: the notices of its desks, one notice, and the number of unread ones."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.notifications.book.store import load_book
from services.notifications.directory.model import desks_of
from services.notifications.inbox.access import scope_to_read
from services.notifications.inbox.model import LISTED_AT_MOST, Notice
from services.notifications.rules.model.ladders import ESCALATED, Step, steps_of
from shared.access import Work, anywhere, use_case
from shared.postgres.connections import Connection
from shared.values.cooperation import Severity
from shared.values.desks import DESK_CAPABILITIES
from shared.values.texts import Text
from shared.web.cursors import Page, PageRequest
from shared.web.problems.refusals import InvalidCursor


@dataclass(frozen=True, slots=True)
class ListNotices:
    """List the notices of the account's desks: all, only unread (or only the others), only of one severity.

    A closed or expired notice is not unread, whether it was read or not.
    """

    page: PageRequest
    unread: bool | None
    severity: Severity | None


# A notice that is read or closed between two pages moves down: it may appear on both pages, but none is missed.
_LIST = """
SELECT * FROM notice
WHERE desk = ANY($1)
  AND ($2::boolean IS NULL
       OR (read_at IS NULL AND closed_at IS NULL AND ($7::timestamptz AT TIME ZONE zone)::date <= useful_until) = $2)
  AND ($3::text IS NULL OR severity = $3)
  AND ($4::boolean IS NULL OR (read_at IS NOT NULL OR closed_at IS NOT NULL) > $4
       OR ((read_at IS NOT NULL OR closed_at IS NOT NULL) = $4 AND id < $5))
ORDER BY (read_at IS NOT NULL OR closed_at IS NOT NULL), id DESC
LIMIT $6
"""


@use_case(*DESK_CAPABILITIES, scope=anywhere, changes=False)
async def list_notices(work: Work, query: ListNotices) -> Page[Notice]:
    """The notices of the actor's desks: unread first, then newest first."""
    done, last = _after(query.page)
    rows = await work.connection.fetch(
        _LIST, _desks(work), query.unread, query.severity, done, last, query.page.limit + 1, work.now
    )
    return query.page.cut([Notice.of(row) for row in rows], lambda notice: (notice.is_done, notice.id))


def _after(page: PageRequest) -> tuple[bool | None, UUID | None]:
    match page.after:
        case None:
            return None, None
        # Not `after_as`, as in other lists: a cursor holds text, and `bool("False")` is true.
        case ["True" | "False" as done, notice_id]:
            try:
                return done == "True", UUID(notice_id)
            except ValueError as error:
                raise InvalidCursor from error
    raise InvalidCursor


@dataclass(frozen=True, slots=True)
class ShowNotice:
    """Show one notice."""

    notice_id: UUID


@use_case(*DESK_CAPABILITIES, scope=scope_to_read, changes=False)
async def show_notice(work: Work, query: ShowNotice) -> Notice:
    """One notice, which is not marked as read by this."""
    row = await work.connection.fetchrow("SELECT * FROM notice WHERE id = $1", query.notice_id)
    notice = Notice.of(row)
    notice.require_reader(work.actor.grants)
    return notice


@dataclass(frozen=True, slots=True)
class MatterSteps:
    """An open matter of a notice, with the steps that it has taken and those that it will take while it stays open."""

    subject: Text
    page: str | None
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class ListSteps:
    """List the steps of a notice's open matters."""

    notice_id: UUID


_MATTERS = """
SELECT rule, subject_indonesian, subject_english, page, useful_until,
       ARRAY(SELECT rung FROM ladder_step AS step WHERE (step.rule, step.business_key, step.desk, step.opened_by)
             = (matter.rule, matter.business_key, matter.desk, matter.opened_by) ORDER BY at) AS rungs,
       ARRAY(SELECT at FROM ladder_step AS step WHERE (step.rule, step.business_key, step.desk, step.opened_by)
             = (matter.rule, matter.business_key, matter.desk, matter.opened_by) ORDER BY at) AS moments
FROM matter WHERE notice_id = $1 AND closed_by IS NULL
ORDER BY opened_by DESC, rule, business_key LIMIT $2
"""


@use_case(*DESK_CAPABILITIES, scope=scope_to_read, changes=False)
async def list_steps(work: Work, query: ListSteps) -> list[MatterSteps]:
    """The steps of the latest open matters of a notice, as many as it lists; a matter without a ladder has none."""
    notice = await show_notice(work, ShowNotice(query.notice_id))
    if notice.closed_at is not None or notice.rule_group == ESCALATED:
        return []
    book = await load_book(work.connection)
    found = []
    for row in await work.connection.fetch(_MATTERS, notice.id, LISTED_AT_MOST):
        rule, taken = book.rule(row["rule"]), dict(zip(row["rungs"], row["moments"], strict=True))
        if rule is None or rule.ladder is None or not rule.on:
            continue
        if steps := steps_of(rule.ladder, notice.desk.scope_kind, notice.day, row["useful_until"], taken):
            found.append(MatterSteps(Text(row["subject_indonesian"], row["subject_english"]), row["page"], steps))
    return found


@dataclass(frozen=True, slots=True)
class CountUnread:
    """Count the unread notices of the account's desks."""


@use_case(*DESK_CAPABILITIES, scope=anywhere, changes=False)
async def count_unread(work: Work, _query: CountUnread) -> dict[Severity, int]:
    """The number of unread living notices of the actor's desks, by severity; expired ones do not count."""
    rows = await work.connection.fetch(
        """SELECT severity, count(*) FROM notice
           WHERE desk = ANY($1) AND read_at IS NULL AND closed_at IS NULL
             AND ($2::timestamptz AT TIME ZONE zone)::date <= useful_until
           GROUP BY severity""",
        _desks(work),
        work.now,
    )
    return {row["severity"]: row["count"] for row in rows}


@dataclass(frozen=True, slots=True)
class ListOwnDesks:
    """List the desks whose notices the account may read."""


@use_case(*DESK_CAPABILITIES, scope=anywhere, changes=False)
async def list_own_desks(work: Work, _query: ListOwnDesks) -> list[str]:
    """The keys of the actor's desks."""
    return sorted(_desks(work))


@dataclass(frozen=True, slots=True)
class UnreadAtDesk:
    """The unread living notices of a desk: their number, how many are critical, and a digest of their versions."""

    unread: int
    critical: int
    versions: str


# NOT of the whole condition: written so, it is a column of the index `notice_desk`.
_UNREAD = """
SELECT desk, count(*) AS unread, count(*) FILTER (WHERE severity = 'critical') AS critical,
       md5(string_agg(id::text || version, ',' ORDER BY id)) AS versions
FROM notice
WHERE desk = ANY($1) AND NOT (read_at IS NOT NULL OR closed_at IS NOT NULL)
  AND ($2::timestamptz AT TIME ZONE zone)::date <= useful_until
GROUP BY desk
"""


async def count_at_desks(connection: Connection, desks: Collection[str], now: datetime) -> dict[str, UnreadAtDesk]:
    """The unread notices of each of these desks, for the process itself: access is checked where a stream begins."""
    rows = await connection.fetch(_UNREAD, list(desks), now)
    return {row["desk"]: UnreadAtDesk(row["unread"], row["critical"], row["versions"]) for row in rows}


def _desks(work: Work) -> list[str]:
    return [str(desk) for desk in desks_of(work.actor.grants)]
