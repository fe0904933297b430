"""The rounds of review so far, with how long each side takes.

A partner's contact sees where each side stands, and the words of its own side only.
"""

import json
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.queries.reading import READERS, concerned, reads_from_outside
from services.agreements.review.model import Desk, partner_of
from shared.access import Actor, Work, use_case
from shared.values.capabilities import Capability


class DeskView(Desk):
    """Who is asked in which round, what it said, and how many hours it took, or takes until now."""

    round: int
    waited_hours: float | None


@dataclass(frozen=True, slots=True)
class ShowReviews:
    """The rounds of one agreement."""

    agreement_id: UUID


@use_case(*READERS, scope=concerned, changes=False)
async def show_reviews(work: Work, query: ShowReviews) -> list[DeskView]:
    """Every desk of every round, the first round first."""
    rows = await work.connection.fetch(
        """SELECT d.round, d.side, d.unit, d.waiting_since, d.verdict, d.answered_at, d.comments, d.letter,
                  d.round < max(d.round) OVER () OR a.document_state <> 'review' AS closed
           FROM review_desk d JOIN agreement a ON a.id = d.agreement_id
           WHERE d.agreement_id = $1 ORDER BY d.round, d.side, d.unit""",
        query.agreement_id,
    )
    outside = await reads_from_outside(work, query)
    views = []
    for row in rows:
        desk = Desk.model_validate({**row, "comments": json.loads(row["comments"])})
        hours = desk.hours_waited(work.now, closed=row["closed"])
        if outside and not _speaks_at(work.actor, desk):
            desk = desk.model_copy(update={"comments": (), "letter": None})
        views.append(DeskView(**desk.model_dump(), round=row["round"], waited_hours=hours))
    return views


def _speaks_at(actor: Actor, desk: Desk) -> bool:
    return desk.side == "partner" and partner_of(desk) in actor.reach([Capability.PARTNER_CONTACT]).partners
