"""Withdrawing an agreement that nobody has signed yet."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.commands.home import KEEPERS, home_of
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.store import lock_agreement, save_agreement
from shared.access import Work, use_case
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class WithdrawAgreement:
    """Why it does not go on."""

    agreement_id: UUID
    seen: int
    reason: str


@use_case(*KEEPERS, scope=home_of)
async def withdraw_agreement(work: Work, command: WithdrawAgreement) -> Receipt:
    """Take the draft back, before any party has signed."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.seen)
    agreement.move("withdraw", command.reason)
    await save_agreement(work, agreement)
    return agreement.receipt()
