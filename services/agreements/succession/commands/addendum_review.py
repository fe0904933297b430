"""Submitting an addendum to its sides, and their verdicts. A side whose part is as it passed it is not asked again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.agreements.agreement.access import SUBMITTERS, require_own_desk
from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.commands.contents import look_up_scope
from services.agreements.agreement.model.agreement import Agreement, SecondAccountNeeded
from services.agreements.agreement.store.loading import load_grounds
from services.agreements.review.access import PARTNER_REVIEWERS, REVIEWERS, load_desk, represents
from services.agreements.review.commands.naming import sides_of, units_of
from services.agreements.review.model import (
    Comment,
    PartnerConsentMissing,
    Reviewer,
    ReviewVerdict,
    find_reviewer,
)
from services.agreements.succession.access import (
    load_added_units,
    scope_to_change_addendum,
    scope_to_review_addendum,
)
from services.agreements.succession.commands.addenda import (
    AddendumReceipt,
    lock_addendum,
    receipt_of,
    require_amendable_by,
    require_fit,
)
from services.agreements.succession.model.addenda import Addendum
from services.agreements.succession.model.addendum_review import part_of_addendum, sides_of_addendum
from services.agreements.succession.store.addenda import save_addendum
from services.agreements.succession.store.addendum_reviews import (
    insert_addendum_round,
    load_addendum_round,
    save_addendum_verdict,
)
from shared.access import Work, use_case
from shared.contracts.negotiation import AddendumReturned, AddendumSubmitted, AddendumValidated
from shared.values.cooperation import Side


@dataclass(frozen=True, slots=True)
class SubmitAddendum:
    """The addendum is ready for its sides."""

    addendum_id: UUID
    expected_version: int


@dataclass(frozen=True, slots=True)
class ReviewAddendum:
    """The verdict of one side; `unit` is needed where a side has several."""

    addendum_id: UUID
    expected_version: int
    side: Side
    verdict: ReviewVerdict
    comments: tuple[Comment, ...] = ()
    unit: str | None = None
    letter: str | None = None
    meeting_id: UUID | None = None
    override_reason: str | None = None


@use_case(*SUBMITTERS, scope=scope_to_change_addendum)
async def submit_addendum(work: Work, command: SubmitAddendum) -> AddendumReceipt:
    """Ask the sides in a new round. The account that drafted it does not submit it."""
    agreement, addendum = await lock_addendum(work, command.addendum_id, command.expected_version)
    await require_amendable_by(work, agreement, addendum.changes, addendum.effective_on)
    await require_fit(work, agreement, addendum.changes)
    if addendum.drafted_by == work.actor.account:
        raise SecondAccountNeeded
    await _insert_round(work, agreement, addendum)
    waiting = [each for each in await load_addendum_round(work.connection, addendum.id) if each.verdict is None]
    addendum.ask(waits=bool(waiting))
    await save_addendum(work, addendum)
    announcement = Announcement(work, agreement)
    about = _about(announcement, addendum)
    if waiting:
        units = await units_of(work, waiting)
        announcement.emit(AddendumSubmitted(**about, sides=sides_of(waiting), reviewers=units))
    else:
        announcement.emit(AddendumValidated(**about))
    return receipt_of(addendum)


@use_case(*REVIEWERS, scope=scope_to_review_addendum)
async def review_addendum(work: Work, command: ReviewAddendum) -> AddendumReceipt:
    """Give the verdict of a region, another facility, or the directorate general."""
    return await _give(work, command)


@use_case(*PARTNER_REVIEWERS, scope=scope_to_review_addendum)
async def review_addendum_as_partner(work: Work, command: ReviewAddendum) -> AddendumReceipt:
    """Give the partner's verdict as its contact, or record it by its letter or the meeting in which it was given."""
    return await _give(work, command)


REVIEW_OF_ADDENDUM = {
    "region": review_addendum,
    "directorate_general": review_addendum,
    "facility": review_addendum,
    "partner": review_addendum_as_partner,
}
"""The use case of each side."""


async def _give(work: Work, command: ReviewAddendum) -> AddendumReceipt:
    agreement, addendum = await lock_addendum(work, command.addendum_id, command.expected_version)
    addendum.require_asked()
    reviewers = await load_addendum_round(work.connection, addendum.id)
    reviewer = find_reviewer(reviewers, command.side, command.unit)
    await _require_right(work, agreement, reviewer, command)
    reviewer.give_verdict(command.verdict, command.comments, command.letter, command.meeting_id, work.now)
    reviewer.override_reason = command.override_reason
    await save_addendum_verdict(work.connection, addendum.id, reviewer)
    # One request for a revision ends the round, because the other verdicts would be about a text that is changing.
    returned, passed = reviewer.verdict == "revise", all(each.verdict == "pass" for each in reviewers)
    if returned or passed:
        addendum.close_review(passed=passed)
    await save_addendum(work, addendum)
    _announce(work, agreement, addendum, reviewer, passed=passed)
    return receipt_of(addendum)


async def _require_right(work: Work, agreement: Agreement, reviewer: Reviewer, command: ReviewAddendum) -> None:
    require_own_desk(work, await load_desk(work, agreement, reviewer), command.override_reason)
    untraced = command.letter is None and command.meeting_id is None
    if reviewer.side == "partner" and untraced and not represents(work.actor, reviewer):
        raise PartnerConsentMissing
    if command.meeting_id:
        await load_grounds(work.connection, [command.meeting_id], agreement.line_id)


def _announce(work: Work, agreement: Agreement, addendum: Addendum, reviewer: Reviewer, *, passed: bool) -> None:
    announcement = Announcement(work, agreement)
    about = _about(announcement, addendum)
    if reviewer.verdict == "revise":
        announcement.emit(AddendumReturned(**about, side=reviewer.side))
    elif passed:
        announcement.emit(AddendumValidated(**about))


def _about(announcement: Announcement, addendum: Addendum) -> dict[str, Any]:
    own = {"addendum_id": addendum.id, "ordinal": addendum.ordinal, "version": addendum.version}
    return {**announcement.about} | own


async def _insert_round(work: Work, agreement: Agreement, addendum: Addendum) -> None:
    reviewers: Sequence[Reviewer] = sides_of_addendum(agreement, await load_added_units(work, addendum), work.now)
    added = await look_up_scope(work, addendum.changes.added_items)
    hashes = [part_of_addendum(agreement, addendum, added, each) for each in reviewers]
    await insert_addendum_round(work.connection, addendum.id, reviewers, hashes)
