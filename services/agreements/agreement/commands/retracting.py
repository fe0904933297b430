"""Retracting a registration that was a mistake, such as a row of an import that is withdrawn."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, scope_to_change
from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.model.registration import NotRegistered, SuccessorNeedsIt, require_restorable
from services.agreements.agreement.store.loading import load_agreement, load_live_successor_id, lock_agreement
from services.agreements.agreement.store.saving import save_agreement
from shared.access import Work, use_case
from shared.contracts.agreements import AgreementRegistrationRetracted
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class RetractRegistration:
    """The agreement was registered by mistake."""

    agreement_id: UUID
    reason: str


@use_case(*KEEPERS, scope=scope_to_change)
async def retract_registration(work: Work, command: RetractRegistration) -> None:
    """Withdraw a registered agreement, as if it had not been registered. Raises a refusal.

    One that another agreement continues is needed by it. An agreement that was signed in Sinergi is terminated instead.
    """
    predecessor_id = (await load_agreement(work.connection, command.agreement_id)).predecessor_id
    # Locked in the order in which the job of successions locks them.
    before = await lock_agreement(work.connection, predecessor_id) if predecessor_id else None
    agreement = await lock_agreement(work.connection, command.agreement_id)
    if agreement.registered_source is None:
        raise NotRegistered(number=agreement.registration_number)
    if await load_live_successor_id(work.connection, agreement.id):
        raise SuccessorNeedsIt(number=agreement.registration_number)
    today = day_in(agreement.zone, work.now)
    if before and before.document_state == "superseded":
        require_restorable(agreement, before, today)
        before.move("restore", command.reason)
        await save_agreement(work, before)
    agreement.move("retract", command.reason)
    await save_agreement(work, agreement)
    announcement = Announcement(work, agreement)
    announcement.emit(AgreementRegistrationRetracted(**announcement.about, retracted_on=today))
