"""Submitting a draft for review, the verdicts of the sides, and taking it back before anybody has signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, scope_to_change
from services.agreements.agreement.commands.announcing import about
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.store import lock_agreement, save_agreement
from services.agreements.review.access import (
    PARTNER_REVIEWERS,
    REGION_REVIEWERS,
    represents,
    scope_to_review_as_partner,
    scope_to_review_as_region,
)
from services.agreements.review.model import (
    Comment,
    Desk,
    PartnerLetterMissing,
    Verdict,
    desk_of,
    desks_asked,
)
from services.agreements.review.store import load_round, open_round, save_verdict
from shared.access import Work, nationwide, use_case
from shared.contracts.agreements import (
    AgreementRevisionRequested,
    AgreementSubmittedForReview,
    AgreementValidated,
    AgreementWithdrawn,
)
from shared.values.capabilities import Capability
from shared.values.cooperation import Side
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class SubmitDraft:
    """The draft is ready for the sides to look at."""

    agreement_id: UUID
    seen: int


@dataclass(frozen=True, slots=True)
class WithdrawAgreement:
    """Why it does not go on."""

    agreement_id: UUID
    seen: int
    reason: str


@dataclass(frozen=True, slots=True)
class GiveVerdict:
    """What one side says; `unit` is needed where several partners or regions are asked."""

    agreement_id: UUID
    seen: int
    verdict: Verdict
    comments: tuple[Comment, ...] = ()
    unit: str | None = None
    letter: str | None = None
    signing_planned_on: date | None = None


@use_case(*KEEPERS, scope=scope_to_change)
async def submit_draft(work: Work, command: SubmitDraft) -> Receipt:
    """Ask every side, in a new round."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.seen)
    agreement.move("submit")
    # What was planned in an earlier round was planned for a draft that has changed since.
    agreement.signing_planned_on = None
    desks = desks_asked(agreement, work.now)
    await open_round(work.connection, agreement.id, desks)
    await save_agreement(work, agreement)
    work.emit(AgreementSubmittedForReview(**about(agreement), sides=_sides(desks)))
    return agreement.receipt()


@use_case(*KEEPERS, scope=scope_to_change)
async def withdraw_agreement(work: Work, command: WithdrawAgreement) -> Receipt:
    """Take the draft back, before any party has signed."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.seen)
    agreement.move("withdraw", command.reason)
    await save_agreement(work, agreement)
    # Without the reason: what somebody writes may name a person, and the event goes to everybody.
    asked = _sides(await load_round(work.connection, agreement.id))
    work.emit(AgreementWithdrawn(**about(agreement), sides=asked))
    return agreement.receipt()


@use_case(*REGION_REVIEWERS, scope=scope_to_review_as_region)
async def review_as_region(work: Work, command: GiveVerdict) -> Receipt:
    """The region's verdict on a facility's draft."""
    return await _give(work, command, *await _begin(work, command, "region"))


@use_case(Capability.DIRECTORATE, scope=nationwide)
async def review_as_directorate(work: Work, command: GiveVerdict) -> Receipt:
    """The directorate's verdict on a regional or national draft."""
    return await _give(work, command, *await _begin(work, command, "directorate"))


@use_case(*PARTNER_REVIEWERS, scope=scope_to_review_as_partner)
async def review_as_partner(work: Work, command: GiveVerdict) -> Receipt:
    """The partner's verdict: its contact's own, or recorded by the agreement's keeper with the partner's letter."""
    agreement, desks, desk = await _begin(work, command, "partner")
    if command.letter is None and not represents(work.actor, desk):
        raise PartnerLetterMissing
    return await _give(work, command, agreement, desks, desk)


REVIEW_OF = {"region": review_as_region, "directorate": review_as_directorate, "partner": review_as_partner}
"""Each side's use case."""


async def _begin(work: Work, command: GiveVerdict, side: Side) -> tuple[Agreement, list[Desk], Desk]:
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.seen)
    # Asked first: a round stays in its table after it has closed, and desks that never spoke look open there.
    agreement.require("return" if command.verdict == "revise" else "validate")
    desks = await load_round(work.connection, agreement.id)
    return agreement, desks, desk_of(desks, side, command.unit)


async def _give(work: Work, command: GiveVerdict, agreement: Agreement, desks: list[Desk], desk: Desk) -> Receipt:
    desk.say(command.verdict, command.comments, command.letter, work.now)
    await save_verdict(work.connection, agreement.id, desk)
    agreement.signing_planned_on = command.signing_planned_on or agreement.signing_planned_on
    # One side's wish ends the round for all: what the others still say would be about a draft that is changing.
    if desk.verdict == "revise":
        agreement.move("return", f"{desk.side} {desk.unit}".strip())
        work.emit(AgreementRevisionRequested(**about(agreement), side=desk.side))
    elif all(other.verdict == "pass" for other in desks):
        _validate(work, agreement)
    await save_agreement(work, agreement)
    return agreement.receipt()


def _sides(desks: Sequence[Desk]) -> tuple[Side, ...]:
    return tuple(dict.fromkeys(desk.side for desk in desks))


def _validate(work: Work, agreement: Agreement) -> None:
    # By itself, also where the day of signing is set: what waits to be signed counts from this line of the history.
    agreement.move("validate")
    if agreement.signing_planned_on:
        agreement.move("plan_signing")
    work.emit(AgreementValidated(**about(agreement), signing_planned_on=agreement.signing_planned_on))
