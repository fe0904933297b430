"""Planning the day of signing."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, scope_to_change
from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.agreement.store.saving import save_agreement
from services.agreements.signing.model import DayOfCeremony
from services.agreements.signing.store import load_ceremony_day
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
    """Set, move or give up the day of signing. Raises `DayOfCeremony` for an agreement on the list of a ceremony."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    ceremony = await load_ceremony_day(work.connection, agreement.id)
    if ceremony is not None and command.planned_on != ceremony.planned_on:
        raise DayOfCeremony(title=ceremony.title, day=ceremony.planned_on)
    agreement.sign_before = command.sign_before
    await plan_day(work, agreement, command.planned_on, command.reason)
    return agreement.receipt()


async def plan_day(work: Work, agreement: Agreement, day: date | None, reason: str | None) -> None:
    """Set, move or give up the day of signing of a locked agreement."""
    agreement.plan_signing(day, reason)
    await save_agreement(work, agreement)
    announcement = Announcement(work, agreement)
    announcement.emit(SigningPlanned(**announcement.about, planned_on=day))
