"""The rounds of review so far, with how long each side takes.

A partner's contact sees where each side stands, and the words of its own side only.
"""

import json
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import READERS, reads_as_partner, scope_to_read
from services.agreements.review.access import represents
from services.agreements.review.model import Desk
from shared.access import Work, use_case


class DeskView(Desk):
    """Who is asked in which round, what it said, and how many hours it took, or takes until now."""

    round: int
    waited_hours: float | None


@dataclass(frozen=True, slots=True)
class ShowReviews:
    """The rounds of one agreement."""

    agreement_id: UUID


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_reviews(work: Work, query: ShowReviews) -> list[DeskView]:
    """Every desk of every round, the first round first."""
    rows = await work.connection.fetch(
        """SELECT d.round, d.side, d.unit, d.waiting_since, d.verdict, d.answered_at, d.comments, d.letter,
                  d.round < max(d.round) OVER () OR a.document_state <> 'review' AS closed
           FROM review_desk d JOIN agreement a ON a.id = d.agreement_id
           WHERE d.agreement_id = $1 ORDER BY d.round, d.side, d.unit""",
        query.agreement_id,
    )
    outside = await reads_as_partner(work, query)
    views = []
    for row in rows:
        desk = Desk.model_validate({**row, "comments": json.loads(row["comments"])})
        hours = desk.hours_waited(work.now, closed=row["closed"])
        if outside and not represents(work.actor, desk):
            desk = desk.model_copy(update={"comments": (), "letter": None})
        views.append(DeskView(**desk.model_dump(), round=row["round"], waited_hours=hours))
    return views
