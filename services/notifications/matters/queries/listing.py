"""Who was notified of what: matters at all desks, for keepers of master data, operators and auditors."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from shared.access import Work, nationwide, use_case
from shared.values.capabilities import Capability
from shared.values.cooperation import Severity
from shared.values.texts import Text
from shared.web.cursors import Page, PageRequest

READERS = (Capability.MASTER_DATA_KEEPER, Capability.OPERATOR, Capability.AUDITOR)


@dataclass(frozen=True, slots=True)
class FoundMatter:
    """A matter at a desk, with the events that opened and closed it, and what has become of its notice."""

    rule: str
    business_key: str
    desk: str
    subject: Text
    severity: Severity
    opened_by: UUID
    event_type: str
    closed_by: UUID | None
    notice_id: UUID
    issued_at: datetime
    read_at: datetime | None
    page: str | None


@dataclass(frozen=True, slots=True)
class ListMatters:
    """List matters: all, or those of a rule, a business key such as an agreement, a desk or an event, or open ones.

    `words` begin words of the subject, in either language; without a letter or digit they find nothing. `since` and
    `until` are days of their notices.
    """

    page: PageRequest
    rule: str | None = None
    business_key: str | None = None
    desk: str | None = None
    event_id: UUID | None = None
    is_open: bool | None = None
    words: str | None = None
    since: date | None = None
    until: date | None = None


_LIST = """
SELECT matter.rule, business_key, matter.desk, matter.subject_indonesian, matter.subject_english, matter.severity,
       opened_by, matter.event_type, closed_by, notice_id, issued_at, read_at, page
FROM {matters} JOIN notice ON notice.id = notice_id
WHERE ($1::text IS NULL OR matter.rule = $1) AND ($2::text IS NULL OR business_key = $2)
  AND ($3::text IS NULL OR matter.desk = $3) AND ($4::uuid IS NULL OR $4 IN (opened_by, closed_by))
  AND ($5::boolean IS NULL OR (closed_by IS NULL) = $5)
  AND ($6::text IS NULL OR {has_words})
  AND ($7::date IS NULL OR (issued_at AT TIME ZONE matter.zone)::date >= $7)
  AND ($8::date IS NULL OR (issued_at AT TIME ZONE matter.zone)::date <= $8)
  AND ($9::uuid IS NULL OR (opened_by, matter.rule, business_key, matter.desk) < ($9, $10, $11, $12))
ORDER BY opened_by DESC, matter.rule DESC, business_key DESC, matter.desk DESC LIMIT $13
"""
_ALL = _LIST.format(matters="matter", has_words="false")
# The words alone decide first: a plan that walks along the latest matters would read all of them for a rare word.
_WITH_WORDS = _LIST.format(
    matters="""(SELECT * FROM matter WHERE matter_words(subject_indonesian, subject_english) @@ $6::text::tsquery
      OFFSET 0) AS matter""",
    has_words="true",
)
_WORD = re.compile(r"[^\W_]+")


@use_case(*READERS, scope=nationwide, changes=False)
async def list_matters(work: Work, query: ListMatters) -> Page[FoundMatter]:
    """The matters, the latest first. No account is named."""
    after = query.page.after_as(UUID, str, str, str)
    about = (query.rule, query.business_key, query.desk, query.event_id)
    words = None if query.words is None else _wanted(query.words)
    if words == "":
        return Page(items=[], next=None)
    chosen = (*about, query.is_open, words, query.since, query.until)
    rows = await work.connection.fetch(_WITH_WORDS if words else _ALL, *chosen, *after, query.page.limit + 1)
    found = [_matter(row) for row in rows]
    return query.page.cut(found, lambda each: (each.opened_by, each.rule, each.business_key, each.desk))


def _wanted(words: str) -> str:
    """A query for all of these words, each by its beginning; empty if there are none."""
    return " & ".join(f"'{word}':*" for word in _WORD.findall(words.lower()))


def _matter(row: Mapping[str, Any]) -> FoundMatter:
    own = {name: row[name] for name in FoundMatter.__slots__ if name != "subject"}
    return FoundMatter(subject=Text(row["subject_indonesian"], row["subject_english"]), **own)
