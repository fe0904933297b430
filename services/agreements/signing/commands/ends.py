"""The ends of an agreement that is never fully signed: declined by a party, cancelled by its keeper, lapsed."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, scope_to_change
from services.agreements.agreement.commands.announcing import Announcement, unit_ref
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.agreement.store.saving import save_agreement
from services.agreements.signing.access import DECLINERS, scope_to_decline
from services.agreements.signing.model import party_of
from services.agreements.signing.store import load_overdue
from shared.access import Work, nationwide, use_case
from shared.contracts.negotiation import AgreementCancelled, AgreementDeclined, AgreementLapsed
from shared.events.job_items import take_each
from shared.web.preconditions import require_version

LAPSES_PER_RUN = 100
"""The largest number of lapses in one run of the job; the next run takes the rest."""


@dataclass(frozen=True, slots=True)
class Decline:
    """A party will not sign."""

    agreement_id: UUID
    expected_version: int
    party_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """The keeper gives up an agreement that some have signed."""

    agreement_id: UUID
    expected_version: int
    reason: str


@dataclass(frozen=True, slots=True)
class LapseOverdue:
    """Let every agreement lapse that was not fully signed by the day set for it."""


@use_case(*DECLINERS, scope=scope_to_decline)
async def decline(work: Work, command: Decline) -> Receipt:
    """Record that a party will not sign, also after others have signed."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    party = party_of(agreement, command.party_id)
    agreement.move("decline", command.reason)
    await save_agreement(work, agreement)
    # Without the reason: it is free text and may name a person, and events are kept for ever.
    announcement = Announcement(work, agreement)
    announcement.emit(AgreementDeclined(**announcement.about, declined_by=unit_ref(party.unit)))
    return agreement.receipt()


@use_case(*KEEPERS, scope=scope_to_change)
async def cancel(work: Work, command: Cancel) -> Receipt:
    """Give up an agreement that some have signed."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    agreement.move("cancel", command.reason)
    await save_agreement(work, agreement)
    announcement = Announcement(work, agreement)
    announcement.emit(AgreementCancelled(**announcement.about))
    return agreement.receipt()


@use_case(scope=nationwide, changes=False)
async def lapse_overdue(work: Work, _command: LapseOverdue) -> None:
    """Let the agreements lapse whose day is over."""
    await take_each(work, "lapse", await load_overdue(work, LAPSES_PER_RUN), partial(_lapse, work), str)


async def _lapse(work: Work, agreement_id: UUID) -> None:
    agreement = await lock_agreement(work.connection, agreement_id)
    agreement.move("lapse", happened_on=agreement.sign_before)
    await save_agreement(work, agreement)
    announcement = Announcement(work, agreement)
    announcement.emit(AgreementLapsed(**announcement.about))
