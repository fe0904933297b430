"""The rounds of review of an addendum, and the sides for which the reader may answer.

A partner's contact sees every verdict, but comments and letters of its own partner only.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import READERS, reads_as_partner
from services.agreements.review.access import represents
from services.agreements.review.model import Reviewer
from services.agreements.review.queries import PAPERS_HIDDEN, Review
from services.agreements.succession.access import AboutAgreementOf, scope_to_read_addendum
from services.agreements.succession.queries.addenda import AddendumDetails
from shared.access import Work, use_case
from shared.values.cooperation import Side


@dataclass(frozen=True, slots=True)
class ListAddendumReviews:
    """The reviews of one addendum."""

    addendum_id: UUID


@dataclass(frozen=True, slots=True)
class AboutSide:
    """One side of an addendum, as the check of its right needs it."""

    addendum_id: UUID
    side: Side
    unit: str | None


@use_case(*READERS, scope=scope_to_read_addendum, changes=False)
async def list_addendum_reviews(work: Work, query: ListAddendumReviews) -> list[Review]:
    """Every side of every round, the first round first."""
    rows = await work.connection.fetch(
        """SELECT r.round, r.side, r.unit, r.waiting_since, r.verdict, r.answered_at, r.comments, r.letter,
                  r.meeting_id, r.override_reason, d.agreement_id,
                  r.round < max(r.round) OVER () OR d.review <> 'asked' OR d.state <> 'drafted' AS closed
           FROM addendum_reviewer r JOIN addendum d ON d.id = r.addendum_id
           WHERE r.addendum_id = $1 ORDER BY r.round, r.side, r.unit""",
        query.addendum_id,
    )
    as_partner = bool(rows) and await reads_as_partner(work, AboutAgreementOf(rows[0]["agreement_id"]))
    reviews = []
    for row in rows:
        reviewer = Reviewer.model_validate({**row, "comments": json.loads(row["comments"])})
        hours = reviewer.hours_waited(work.now, closed=row["closed"])
        if as_partner and not represents(work.actor, reviewer):
            reviewer = reviewer.model_copy(update=PAPERS_HIDDEN)
        reviews.append(Review(**reviewer.model_dump(), round=row["round"], waited_hours=hours))
    return reviews


def awaited_of(addendum: AddendumDetails, reviews: Sequence[Review]) -> list[Review]:
    """The sides of the newest round whose verdict is awaited."""
    if addendum.state != "drafted" or addendum.review != "asked":
        return []
    newest = max((each.round for each in reviews), default=0)
    return [each for each in reviews if each.round == newest and each.verdict is None]
