"""Planning the day of signing."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, scope_to_change
from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.agreement.store.saving import save_agreement
from shared.access import Work, use_case
from shared.contracts.negotiation import SigningPlanned
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class PlanSigning:
    """The planned day; none gives the plan up. After `sign_before` the agreement lapses if not all have signed."""

    agreement_id: UUID
    expected_version: int
    planned_on: date | None
    sign_before: date | None
    reason: str | None


@use_case(*KEEPERS, scope=scope_to_change)
async def plan_signing(work: Work, command: PlanSigning) -> Receipt:
    """Set, move or give up the day of signing."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    agreement.plan_signing(command.planned_on, command.reason)
    agreement.sign_before = command.sign_before
    await save_agreement(work, agreement)
    announcement = Announcement(work, agreement)
    announcement.emit(SigningPlanned(**announcement.about, planned_on=command.planned_on))
    return agreement.receipt()
