"""Submitting a draft to those sides whose part has changed, and announcing sides that do not answer."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from services.agreements.agreement.access import SUBMITTERS, require_second_account, scope_to_change
from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.agreement.store.saving import save_agreement
from services.agreements.agreement.store.texts import load_newest_text, part_hash
from services.agreements.review.commands.naming import sides_of, units_of
from services.agreements.review.model import items_reviewed_by, reviewers_of
from services.agreements.review.store import insert_round, load_round, load_unanswered, save_unanswered
from shared.access import Work, nationwide, use_case
from shared.contracts.negotiation import (
    AgreementSubmittedForReview,
    AgreementValidated,
    ReviewUnanswered,
    VerdictsKept,
)
from shared.events.job_items import take_each
from shared.values.terms import day_in
from shared.web.preconditions import require_version

AGREEMENTS_PER_RUN = 100


@dataclass(frozen=True, slots=True)
class SubmitDraft:
    """The draft is ready for its reviewers."""

    agreement_id: UUID
    expected_version: int


@dataclass(frozen=True, slots=True)
class AnnounceUnanswered:
    """Announce every reviewer that has not answered in time."""


@use_case(*SUBMITTERS, scope=scope_to_change)
async def submit_draft(work: Work, command: SubmitDraft) -> Receipt:
    """Ask the reviewers, in a new round. A side whose part is as it passed it before is not asked again."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    agreement.move("submit")
    await require_second_account(work, agreement.id)
    # A day that was planned in an earlier round was planned for a draft that has changed since.
    agreement.signing_planned_on = None
    await _insert_round(work, agreement)
    reviewers = await load_round(work.connection, agreement.id)
    waiting, kept = ([each for each in reviewers if (each.verdict is not None) is done] for done in (False, True))
    if not waiting:
        agreement.move("validate")
    await save_agreement(work, agreement)
    announcement = Announcement(work, agreement)
    if waiting:
        announcement.emit(
            AgreementSubmittedForReview(
                **announcement.about, sides=sides_of(waiting), reviewers=await units_of(work, waiting)
            )
        )
        if kept:
            units = await units_of(work, kept)
            announcement.emit(VerdictsKept(**announcement.about, sides=sides_of(kept), reviewers=units))
    else:
        announcement.emit(AgreementValidated(**announcement.about, signing_planned_on=None))
    return agreement.receipt()


@use_case(scope=nationwide, changes=False)
async def announce_all_unanswered(work: Work, _command: AnnounceUnanswered) -> None:
    """Announce the reviewers that have not answered in time. System only."""
    found = await load_unanswered(work, AGREEMENTS_PER_RUN)
    await take_each(work, "announce_unanswered", found, partial(_announce_unanswered, work), str)


async def _announce_unanswered(work: Work, agreement_id: UUID) -> None:
    agreement = await lock_agreement(work.connection, agreement_id)
    if agreement.document_state != "review":
        # Returned or validated while the job waited for the lock.
        return
    announcement = Announcement(work, agreement)
    for reviewer in await save_unanswered(work.connection, agreement.id, work.now, agreement.zone):
        since = day_in(agreement.zone, reviewer.waiting_since)
        units = await units_of(work, [reviewer])
        late = ReviewUnanswered(**announcement.about, side=reviewer.side, reviewers=units, waiting_since=since)
        announcement.emit(late)


async def _insert_round(work: Work, agreement: Agreement) -> None:
    version, whole = await load_newest_text(work.connection, agreement.id)
    reviewers = [each.model_copy(update={"text_version": version}) for each in reviewers_of(agreement, work.now)]
    hashes = []
    for reviewer in reviewers:
        items = items_reviewed_by(agreement, reviewer)
        # The stored hash for the whole: units that were merged since then would give another one.
        hashes.append(whole if len(items) == len(agreement.scope_items) else part_hash(agreement, items))
    await insert_round(work.connection, agreement.id, reviewers, hashes)
