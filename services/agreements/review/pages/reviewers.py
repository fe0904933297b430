"""The reviewers of a draft as pages name them, and those for whom the reader may give a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.queries.showing import AgreementDetails
from services.agreements.register.queries.units import ListOffices, list_offices
from services.agreements.review.commands.verdicts import REVIEW_OF
from services.agreements.review.queries import Review
from shared.access import Work


@dataclass(frozen=True, slots=True)
class AboutThisReview:
    """A reviewer of an agreement, as its access check needs it."""

    agreement_id: UUID
    unit: str | None


async def reviews_to_give(work: Work, agreement: AgreementDetails, reviews: Sequence[Review]) -> list[Review]:
    """The reviewers of the newest round without a verdict for which the reader may give it."""
    if agreement.document_state != "review":
        return []
    newest = max((each.round for each in reviews), default=0)
    found = []
    for each in reviews:
        about = AboutThisReview(agreement.id, each.unit or None)
        if each.round == newest and each.verdict is None and await REVIEW_OF[each.side].permits(work, about):
            found.append(each)
    return found


async def reviewer_names(work: Work, agreement: AgreementDetails) -> dict[str, str]:
    """The name of each unit that may review, by the code of its region or its id."""
    offices = {office.code: office.name for office in await list_offices(work, ListOffices())}
    return offices | {str(party.unit.id): party.unit.name for party in agreement.parties}
