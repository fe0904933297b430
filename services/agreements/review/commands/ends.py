"""Reopening a validated text, and withdrawing an agreement that no party has signed."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, scope_to_change
from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.agreement.store.saving import save_agreement
from services.agreements.review.commands.naming import sides_of
from services.agreements.review.store import load_round
from shared.access import Work, use_case
from shared.contracts.negotiation import AgreementReopened, AgreementWithdrawn
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class ReopenAgreement:
    """A validated text has to change, for a reason."""

    agreement_id: UUID
    expected_version: int
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawAgreement:
    """The agreement is given up, for a reason."""

    agreement_id: UUID
    expected_version: int
    reason: str


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
    asked = sides_of(await load_round(work.connection, agreement.id))
    announcement = Announcement(work, agreement)
    announcement.emit(AgreementWithdrawn(**announcement.about, sides=asked))
    return agreement.receipt()
