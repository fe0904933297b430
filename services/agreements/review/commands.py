"""Submitting a draft for review, giving verdicts, and withdrawing an agreement that no party has signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.access import (
    KEEPERS,
    SUBMITTERS,
    require_own_desk,
    require_second_account,
    scope_to_change,
)
from services.agreements.agreement.commands.announcing import Announcement, unit_ref
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.store.loading import load_grounds, lock_agreement
from services.agreements.agreement.store.saving import save_agreement
from services.agreements.agreement.store.texts import load_text_hash
from services.agreements.register.store.units import load_office_or_center, load_units
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
    reviewers_of,
    unit_of,
)
from services.agreements.review.store import insert_round, load_round, save_verdict
from shared.access import Work, nationwide, use_case
from shared.contracts.negotiation import (
    AgreementReopened,
    AgreementRevisionRequested,
    AgreementSubmittedForReview,
    AgreementValidated,
    AgreementWithdrawn,
)
from shared.contracts.parts import UnitRef
from shared.values.cooperation import Side
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class SubmitDraft:
    """The draft is ready for its reviewers."""

    agreement_id: UUID
    expected_version: int


@dataclass(frozen=True, slots=True)
class WithdrawAgreement:
    """The agreement is given up, for a reason."""

    agreement_id: UUID
    expected_version: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReopenAgreement:
    """A validated text has to change, for a reason."""

    agreement_id: UUID
    expected_version: int
    reason: str


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


@use_case(*SUBMITTERS, scope=scope_to_change)
async def submit_draft(work: Work, command: SubmitDraft) -> Receipt:
    """Ask every reviewer, in a new round; those who have passed the same text before are not asked again."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    agreement.move("submit")
    await require_second_account(work, agreement.id)
    # A day that was planned in an earlier round was planned for a draft that has changed since.
    agreement.signing_planned_on = None
    reviewers = reviewers_of(agreement, work.now)
    await insert_round(work.connection, agreement.id, reviewers, await load_text_hash(work.connection, agreement.id))
    waiting = [each for each in await load_round(work.connection, agreement.id) if each.verdict is None]
    if not waiting:
        agreement.move("validate")
    await save_agreement(work, agreement)
    announcement = Announcement(work, agreement)
    if waiting:
        announcement.emit(
            AgreementSubmittedForReview(
                **announcement.about, sides=_sides(waiting), reviewers=await _units(work, waiting)
            )
        )
    else:
        announcement.emit(AgreementValidated(**announcement.about, signing_planned_on=None))
    return agreement.receipt()


@use_case(*KEEPERS, scope=scope_to_change)
async def reopen_agreement(work: Work, command: ReopenAgreement) -> Receipt:
    """Make a validated text a draft again. Verdicts stay valid for those who are asked about the same text again."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    agreement.reopen(command.reason)
    await save_agreement(work, agreement)
    announcement = Announcement(work, agreement)
    announcement.emit(AgreementReopened(**announcement.about))
    return agreement.receipt()


@use_case(*KEEPERS, scope=scope_to_change)
async def withdraw_agreement(work: Work, command: WithdrawAgreement) -> Receipt:
    """Withdraw an agreement before any party has signed."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    agreement.move("withdraw", command.reason)
    await save_agreement(work, agreement)
    # Without the reason: it is free text and may name a person, and events are kept for ever.
    asked = _sides(await load_round(work.connection, agreement.id))
    announcement = Announcement(work, agreement)
    announcement.emit(AgreementWithdrawn(**announcement.about, sides=asked))
    return agreement.receipt()


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


async def _units(work: Work, reviewers: Sequence[Reviewer]) -> tuple[UnitRef, ...]:
    named = [unit_of(reviewer) for reviewer in reviewers if reviewer.side in ("facility", "partner")]
    units = await load_units(work.connection, named)
    offices = [
        await load_office_or_center(work.connection, reviewer.unit or None)
        for reviewer in reviewers
        if reviewer.side in ("region", "directorate_general")
    ]
    return tuple(unit_ref(unit) for unit in (*offices, *(units[id_] for id_ in named)) if unit)


def _sides(reviewers: Sequence[Reviewer]) -> tuple[Side, ...]:
    return tuple(dict.fromkeys(reviewer.side for reviewer in reviewers))


def _validate(agreement: Agreement) -> None:
    # A move of its own even if the day of signing is set: the wait for signatures counts from this history entry.
    agreement.move("validate")
    if agreement.signing_planned_on:
        agreement.move("plan_signing")
