"""Ending a signed agreement before its term."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.access import SUBMITTERS, scope_to_change
from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.agreement.store.saving import save_agreement
from services.agreements.succession.model import TERMINATION_DAY, require_in_force
from shared.access import Work, use_case
from shared.contracts.agreements import AgreementTerminated
from shared.values.cooperation import TerminationGround
from shared.values.refusals import require_past
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class TerminateAgreement:
    """A signed agreement ends early; `terminated_on` is the last day on which it is in force."""

    agreement_id: UUID
    expected_version: int
    ground: TerminationGround
    terminated_on: date
    reason: str


@use_case(*SUBMITTERS, scope=scope_to_change)
async def terminate_agreement(work: Work, command: TerminateAgreement) -> Receipt:
    """End a signed agreement by consent, by one party's notice, or by law."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    agreement.require("terminate")
    require_past(TERMINATION_DAY, command.terminated_on, day_in(agreement.zone, work.now))
    require_in_force(agreement.days_in_force, command.terminated_on)
    agreement.move("terminate", command.reason, command.terminated_on)
    agreement.ended_on = command.terminated_on
    await save_agreement(work, agreement)
    announcement = Announcement.on(work, agreement, command.terminated_on)
    announcement.emit(
        AgreementTerminated(**announcement.about, ground=command.ground, terminated_on=command.terminated_on)
    )
    return agreement.receipt()
