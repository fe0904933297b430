"""The rounds of review so far with the time that each reviewer took, what waits for a verdict, and compared texts.

A partner's contact sees every verdict, but comments and letters of its own partner only.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, computed_field

from services.agreements.agreement.access import READERS, reads_as_partner, scope_to_read
from services.agreements.agreement.model.text_changes import TextChanges, text_changes
from services.agreements.agreement.queries.showing import ListTexts, list_texts
from services.agreements.review.access import REVIEWERS, represents
from services.agreements.review.model import DAYS_TO_ANSWER, Reviewer, ReviewGround, TextUnknown
from shared.access import Work, anywhere, use_case
from shared.values.capabilities import Capability
from shared.values.cooperation import Side


class Review(Reviewer):
    """One reviewer in one round: its verdict with its ground, and the hours until the verdict or until now."""

    round: int
    waited_hours: float | None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def given_by(self) -> ReviewGround | None:
        """How the verdict was given."""
        return self.ground


class AwaitedReview(BaseModel):
    """A draft that waits for the verdict of a unit; `overdue` after seven days without an answer."""

    agreement_id: UUID
    version: int
    registration_number: str
    title: str
    keeper: str
    side: Side
    unit: str
    round: int
    waiting_since: datetime
    waited_hours: float
    overdue: bool


class WaitingTime(BaseModel):
    """The hours that a unit took for its verdicts (median and longest), and how many drafts wait for it now."""

    side: Side
    unit: str
    answered: int
    median_hours: float | None
    longest_hours: float | None
    waiting: int
    waiting_since: datetime | None


PAPERS_HIDDEN = {"comments": (), "letter": None, "meeting_id": None, "override_reason": None}
"""What a partner's contact is not shown of the reviews of others."""
_NEWEST = "r.round = (SELECT max(n.round) FROM reviewer n WHERE n.agreement_id = r.agreement_id)"
_AWAITED = f"""
SELECT a.id AS agreement_id, a.version, a.registration_number, a.title, k.name AS keeper, r.side, r.unit, r.round,
       r.waiting_since, round(extract(epoch FROM $1::timestamptz - r.waiting_since) / 3600, 1)::float AS waited_hours,
       (r.waiting_since AT TIME ZONE a.zone)::date + $2::integer < ($1 AT TIME ZONE a.zone)::date AS overdue
FROM reviewer r JOIN agreement a ON a.id = r.agreement_id JOIN unit k ON k.id = a.keeper_id
WHERE a.document_state = 'review' AND r.verdict IS NULL AND {_NEWEST}
  AND CASE r.side WHEN 'region' THEN r.unit = ANY ($3) WHEN 'facility' THEN r.unit = ANY ($4)
                  WHEN 'partner' THEN r.unit = ANY ($5) ELSE $6 END
ORDER BY r.waiting_since, a.id LIMIT 200
"""  # noqa: S608 -- a constant
_TIMES = f"""
SELECT r.side, r.unit, count(hours.taken) AS answered,
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY hours.taken)::numeric, 1)::float AS median_hours,
       round(max(hours.taken)::numeric, 1)::float AS longest_hours,
       count(*) FILTER (WHERE waits.now) AS waiting, min(r.waiting_since) FILTER (WHERE waits.now) AS waiting_since
FROM reviewer r JOIN agreement a ON a.id = r.agreement_id
-- A verdict that stays valid in a later round was given before that round.
CROSS JOIN LATERAL (SELECT CASE WHEN r.answered_at >= r.waiting_since
                                THEN extract(epoch FROM r.answered_at - r.waiting_since) / 3600 END AS taken) AS hours
CROSS JOIN LATERAL (SELECT r.verdict IS NULL AND a.document_state = 'review' AND {_NEWEST} AS now) AS waits
WHERE $1 OR a.id IN (SELECT * FROM agreements_about($2, $3, $4, NULL, 100000))
GROUP BY r.side, r.unit ORDER BY r.side, r.unit
"""  # noqa: S608 -- a constant


@dataclass(frozen=True, slots=True)
class ListReviews:
    """The reviews of one agreement."""

    agreement_id: UUID


@dataclass(frozen=True, slots=True)
class ShowTextChanges:
    """Two texts of one agreement, by their versions; without a later one, the newest."""

    agreement_id: UUID
    before: int
    after: int | None = None


@dataclass(frozen=True, slots=True)
class ListAwaitedReviews:
    """The drafts that wait for the verdict of the reader's own units."""


@dataclass(frozen=True, slots=True)
class ListWaitingTimes:
    """The waiting times of each unit of each side."""


def needs_override(work: Work, reviews: Sequence[Reviewer]) -> bool:
    """Whether the reader would answer for the desk of another office, for which it gives a reason."""
    return work.actor.reach(REVIEWERS).nation and any(each.side != "directorate_general" for each in reviews)


@use_case(*READERS, scope=scope_to_read, changes=False)
async def list_reviews(work: Work, query: ListReviews) -> list[Review]:
    """Every reviewer of every round, the first round first."""
    rows = await work.connection.fetch(
        """SELECT r.round, r.side, r.unit, r.waiting_since, r.text_version, r.verdict, r.answered_at, r.comments,
                  r.letter, r.meeting_id, r.override_reason,
                  r.round < max(r.round) OVER () OR a.document_state <> 'review' AS closed
           FROM reviewer r JOIN agreement a ON a.id = r.agreement_id
           WHERE r.agreement_id = $1 ORDER BY r.round, r.side, r.unit""",
        query.agreement_id,
    )
    as_partner = await reads_as_partner(work, query)
    reviews = []
    for row in rows:
        reviewer = Reviewer.model_validate({**row, "comments": json.loads(row["comments"])})
        hours = reviewer.hours_waited(work.now, closed=row["closed"])
        if as_partner and not represents(work.actor, reviewer):
            reviewer = reviewer.model_copy(update=PAPERS_HIDDEN)
        reviews.append(Review(**reviewer.model_dump(), round=row["round"], waited_hours=hours))
    return reviews


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_text_changes(work: Work, query: ShowTextChanges) -> TextChanges:
    """The changes between two texts, in the parts that the reader may see. Raises `TextUnknown`."""
    texts = {text.version: text.content for text in await list_texts(work, ListTexts(query.agreement_id))}
    after = max(texts) if query.after is None else query.after
    for version in (query.before, after):
        if version not in texts:
            raise TextUnknown(version=version)
    return text_changes((query.before, texts[query.before]), (after, texts[after]))


@use_case(*REVIEWERS, Capability.PARTNER_CONTACT, scope=anywhere, changes=False)
async def list_awaited_reviews(work: Work, _query: ListAwaitedReviews) -> list[AwaitedReview]:
    """The drafts that wait for the reader's own units, the one that waits longest first."""
    offices, partners = work.actor.reach(REVIEWERS), work.actor.reach([Capability.PARTNER_CONTACT]).partners
    rows = await work.connection.fetch(
        _AWAITED,
        work.now,
        DAYS_TO_ANSWER,
        offices.regions,
        [str(id_) for id_ in offices.facilities],
        [str(id_) for id_ in partners],
        offices.nation,
    )
    return [AwaitedReview.model_validate(dict(row)) for row in rows]


@use_case(*READERS, scope=anywhere, changes=False)
async def list_waiting_times(work: Work, _query: ListWaitingTimes) -> list[WaitingTime]:
    """The waiting times in the agreements that concern the reader's units."""
    reach = work.actor.reach(READERS)
    rows = await work.connection.fetch(_TIMES, *reach)
    return [WaitingTime.model_validate(dict(row)) for row in rows]
