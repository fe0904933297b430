"""The verdicts of each side, of one draft or of several."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.access import require_own_desk
from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.store.loading import load_grounds, lock_agreement
from services.agreements.agreement.store.saving import save_agreement
from services.agreements.review.access import (
    PARTNER_REVIEWERS,
    REVIEWERS,
    load_desk,
    represents,
    scope_to_review_as_facility,
    scope_to_review_as_partner,
    scope_to_review_as_region,
)
from services.agreements.review.model import (
    Comment,
    PartnerConsentMissing,
    Reviewer,
    ReviewVerdict,
    find_reviewer,
    plan_cautions,
)
from services.agreements.review.store import load_round, save_verdict
from shared.access import Work, nationwide, use_case
from shared.contracts.negotiation import AgreementRevisionRequested, AgreementValidated
from shared.values.cooperation import Side
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class GiveVerdict:
    """The verdict of one reviewer; `unit` is needed where several regions or partners review."""

    agreement_id: UUID
    expected_version: int
    verdict: ReviewVerdict
    comments: tuple[Comment, ...] = ()
    unit: str | None = None
    letter: str | None = None
    meeting_id: UUID | None = None
    override_reason: str | None = None
    signing_planned_on: date | None = None


@use_case(*REVIEWERS, scope=scope_to_review_as_region)
async def review_as_region(work: Work, command: GiveVerdict) -> Receipt:
    """Give the region's verdict on a facility's draft."""
    return await _give(work, command, *await _begin(work, command, "region"))


@use_case(*REVIEWERS, scope=nationwide)
async def review_as_directorate_general(work: Work, command: GiveVerdict) -> Receipt:
    """Give the directorate general's verdict on a regional or national draft."""
    return await _give(work, command, *await _begin(work, command, "directorate_general"))


@use_case(*REVIEWERS, scope=scope_to_review_as_facility)
async def review_as_facility(work: Work, command: GiveVerdict) -> Receipt:
    """Give the verdict of a second facility that is to sign."""
    return await _give(work, command, *await _begin(work, command, "facility"))


@use_case(*PARTNER_REVIEWERS, scope=scope_to_review_as_partner)
async def review_as_partner(work: Work, command: GiveVerdict) -> Receipt:
    """Give the partner's verdict as its contact, or record it for the partner with the number of its letter."""
    agreement, reviewers, partner = await _begin(work, command, "partner")
    if command.letter is None and command.meeting_id is None and not represents(work.actor, partner):
        raise PartnerConsentMissing
    return await _give(work, command, agreement, reviewers, partner)


REVIEW_OF = {
    "region": review_as_region,
    "directorate_general": review_as_directorate_general,
    "facility": review_as_facility,
    "partner": review_as_partner,
}
"""The use case of each side."""


async def _begin(work: Work, command: GiveVerdict, side: Side) -> tuple[Agreement, list[Reviewer], Reviewer]:
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    # Before the round is loaded: a closed round stays in the table, and a reviewer without a verdict looks open there.
    agreement.require("return" if command.verdict == "revise" else "validate")
    reviewers = await load_round(work.connection, agreement.id)
    reviewer = find_reviewer(reviewers, side, command.unit)
    require_own_desk(work, await load_desk(work, agreement, reviewer), command.override_reason)
    return agreement, reviewers, reviewer


async def _give(
    work: Work, command: GiveVerdict, agreement: Agreement, reviewers: list[Reviewer], reviewer: Reviewer
) -> Receipt:
    if command.meeting_id:
        await load_grounds(work.connection, [command.meeting_id], agreement.line_id)
    reviewer.give_verdict(command.verdict, command.comments, command.letter, command.meeting_id, work.now)
    reviewer.override_reason = command.override_reason
    await save_verdict(work.connection, agreement.id, reviewer)
    cautions = plan_cautions(agreement.signing_planned_on, command.signing_planned_on)
    agreement.signing_planned_on = command.signing_planned_on or agreement.signing_planned_on
    # One request for a revision ends the round, because the other verdicts would be about a draft that is changing.
    returned, validated = reviewer.verdict == "revise", all(other.verdict == "pass" for other in reviewers)
    if returned:
        agreement.move("return", reviewer.name.id)
    elif validated:
        _validate(agreement)
    await save_agreement(work, agreement)
    announcement = Announcement(work, agreement)
    if returned:
        announcement.emit(AgreementRevisionRequested(**announcement.about, side=reviewer.side))
    elif validated:
        planned_on = agreement.signing_planned_on
        announcement.emit(AgreementValidated(**announcement.about, signing_planned_on=planned_on))
    return agreement.receipt().model_copy(update={"cautions": cautions})


def _validate(agreement: Agreement) -> None:
    # A move of its own even if the day of signing is set: the wait for signatures counts from this history entry.
    agreement.move("validate")
    if agreement.signing_planned_on:
        agreement.move("plan_signing")
