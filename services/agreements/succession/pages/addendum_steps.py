"""The steps of the reader with an addendum, and the parties that it can take out."""

from collections.abc import Sequence
from uuid import UUID

from services.agreements.agreement.model.parts import Party
from services.agreements.agreement.queries.showing import AgreementDetails
from services.agreements.review.queries import Review
from services.agreements.succession.commands.addenda import change_addendum, withdraw_addendum
from services.agreements.succession.commands.addendum_review import REVIEW_OF_ADDENDUM, submit_addendum
from services.agreements.succession.queries.addenda import AddendumDetails, ShowAddendum, units_to_sign
from services.agreements.succession.queries.addendum_reviews import AboutSide, awaited_of
from shared.access import Work


async def steps_of(
    work: Work, agreement: AgreementDetails, addendum: AddendumDetails, reviews: Sequence[Review]
) -> list[tuple[str, str]]:
    """The word and the address of each step, the most usual first."""
    found = []
    about = ShowAddendum(addendum.id)
    if addendum.state == "drafted" and addendum.review == "none":
        if await submit_addendum.permits(work, about):
            found.append(("submit_addendum", "pengajuan"))
        if await change_addendum.permits(work, about):
            found.append(("change_addendum", "draf"))
    if await sides_to_answer(work, addendum, reviews):
        found.append(("review_addendum", "telaah"))
    if units_to_sign(work, agreement, addendum):
        found.append(("signing_addendum", "tanda-tangan"))
    return found


async def may_withdraw(work: Work, addendum: AddendumDetails) -> bool:
    """Whether the reader may give the addendum up."""
    return addendum.state == "drafted" and await withdraw_addendum.permits(work, ShowAddendum(addendum.id))


async def sides_to_answer(work: Work, addendum: AddendumDetails, reviews: Sequence[Review]) -> list[Review]:
    """The sides whose verdict is awaited, and for which the reader may give it."""
    return [
        each
        for each in awaited_of(addendum, reviews)
        if await REVIEW_OF_ADDENDUM[each.side].permits(work, AboutSide(addendum.id, each.side, each.unit or None))
    ]


def leavable_parties(agreement: AgreementDetails) -> list[Party]:
    """The parties that an addendum can take out: neither the keeper nor a facility where it is carried out."""
    staying: set[UUID] = {agreement.keeper.id, *(unit.id for unit in agreement.runs_at)}
    return [party for party in agreement.parties if party.unit.id not in staying]
