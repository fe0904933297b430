"""The rounds of review so far, with the time that each reviewer took.

A partner's contact sees every verdict, but comments and letters of its own partner only.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import READERS, reads_as_partner, scope_to_read
from services.agreements.review.access import REVIEWERS, represents
from services.agreements.review.model import Reviewer
from shared.access import Work, use_case


class Review(Reviewer):
    """One reviewer in one round: its verdict, and the hours until the verdict or until now."""

    round: int
    waited_hours: float | None


_PAPERS_HIDDEN = {"comments": (), "letter": None, "meeting_id": None, "override_reason": None}


@dataclass(frozen=True, slots=True)
class ListReviews:
    """The reviews of one agreement."""

    agreement_id: UUID


def needs_override(work: Work, reviews: Sequence[Reviewer]) -> bool:
    """Whether the reader would answer for the desk of another office, for which it gives a reason."""
    return work.actor.reach(REVIEWERS).nation and any(each.side != "directorate_general" for each in reviews)


@use_case(*READERS, scope=scope_to_read, changes=False)
async def list_reviews(work: Work, query: ListReviews) -> list[Review]:
    """Every reviewer of every round, the first round first."""
    rows = await work.connection.fetch(
        """SELECT r.round, r.side, r.unit, r.waiting_since, r.verdict, r.answered_at, r.comments, r.letter,
                  r.meeting_id, r.override_reason,
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
            reviewer = reviewer.model_copy(update=_PAPERS_HIDDEN)
        reviews.append(Review(**reviewer.model_dump(), round=row["round"], waited_hours=hours))
    return reviews
