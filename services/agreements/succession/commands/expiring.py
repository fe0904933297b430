"""Deciding that an agreement ends with its term."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import SUBMITTERS, scope_to_change
from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.store.loading import load_live_successor_id, lock_agreement
from services.agreements.succession.model.expiring import ExpiryDecided, ExpiryDecision, require_coming_end
from services.agreements.succession.model.succession import require_extendable
from services.agreements.succession.store.expiring import save_expiry_decision
from shared.access import Work, use_case
from shared.contracts.negotiation import AgreementNotExtended
from shared.values.cooperation import ExpiryReason
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class LetExpire:
    """An agreement is not extended, for a coded reason."""

    agreement_id: UUID
    reason: ExpiryReason


@use_case(*SUBMITTERS, scope=scope_to_change)
async def let_expire(work: Work, command: LetExpire) -> ExpiryDecision:
    """Decide that an agreement ends with its term. It no longer waits; an extension can still be drafted."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    today = day_in(agreement.zone, work.now)
    until = require_coming_end(agreement, today)
    require_extendable(agreement, await load_live_successor_id(work.connection, agreement.id))
    decision = ExpiryDecision(in_force_until=until, reason=command.reason, decided_on=today)
    if not await save_expiry_decision(work, agreement.id, decision):
        raise ExpiryDecided(until=until)
    announcement = Announcement(work, agreement)
    announcement.emit(AgreementNotExtended(**announcement.about, in_force_until=until, reason=command.reason))
    return decision
