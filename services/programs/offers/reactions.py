"""Reactions to agreements: their items are offered to facilities, and an offer ends with its agreement."""

from services.programs.authorisations.commands.commitments import commitment_of
from services.programs.offers.commands.rounds import (
    FollowCourse,
    FollowTerm,
    OfferItems,
    follow_course,
    follow_term,
    offer_items,
)
from shared.access import Work
from shared.contracts.agreements import (
    AgreementAmended,
    AgreementEvent,
    AgreementExpired,
    AgreementRegistered,
    AgreementRegistrationRetracted,
    AgreementSigned,
    AgreementSuperseded,
    AgreementTerminated,
    RegisteredAgreementCorrected,
    ScopeExtended,
    SignedAgreementCorrected,
    TerminationAnnounced,
    TerminationWithdrawn,
)
from shared.contracts.offers import OfferedAgreement
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope
from shared.values.terms import day_in


async def offer_signed_scope(work: Work, event: AgreementSigned, _envelope: Envelope) -> None:
    """Offer new items. Those that continue earlier ones are handed over, and offered where they have no answer then."""
    if any(not event.is_own_of(each.id) for each in event.runs_at):
        commitment = commitment_of(event, event.in_force, event.scope_items)
        await offer_items(work, OfferItems(_about(event), commitment, at_once=False))


async def offer_added_scope(work: Work, event: ScopeExtended, _envelope: Envelope) -> None:
    """Offer the items that an addendum adds; the signed event of an extension has offered its additions already."""
    if event.level != "facility":
        commitment = commitment_of(event, event.in_force, event.added)
        await offer_items(work, OfferItems(_about(event), commitment, at_once=True))


async def offer_registered_scope(work: Work, event: AgreementRegistered, _envelope: Envelope) -> None:
    """Offer the items of a registered agreement that is not over."""
    last, today = event.in_force.in_force_until, day_in(event.zone, work.now)
    over = event.ended_on is not None or (last is not None and last < today)
    if not over and any(not event.is_own_of(each.id) for each in event.runs_at):
        commitment = commitment_of(event, event.in_force, event.scope_items)
        await offer_items(work, OfferItems(_about(event), commitment, at_once=True))


async def follow_amended_term(work: Work, event: AgreementAmended, _envelope: Envelope) -> None:
    """Let offered items end with the new term; items that left the scope are asked no more."""
    await follow_term(work, FollowTerm(event.agreement_id, event.in_force.in_force_until, event.removed_items))


async def follow_notice(work: Work, event: TerminationAnnounced, _envelope: Envelope) -> None:
    """Let offered items end with the day that a notice names."""
    await follow_term(work, FollowTerm(event.agreement_id, event.ends_on))


async def follow_term_again(
    work: Work,
    event: TerminationWithdrawn | SignedAgreementCorrected | RegisteredAgreementCorrected,
    _envelope: Envelope,
) -> None:
    """Let offered items end with the term, after a notice was taken back or a slip corrected."""
    await follow_term(work, FollowTerm(event.agreement_id, event.in_force.in_force_until))


async def follow_end(
    work: Work,
    event: AgreementSuperseded | AgreementExpired | AgreementTerminated | AgreementRegistrationRetracted,
    _envelope: Envelope,
) -> None:
    """Close the offers of an agreement that has ended; a successor takes over the answers."""
    await follow_course(work, FollowCourse(event.agreement_id))


def _about(event: AgreementEvent) -> OfferedAgreement:
    return OfferedAgreement.model_validate(event, from_attributes=True)


REACTIONS: Reactions = (
    (AgreementSigned, offer_signed_scope),
    (ScopeExtended, offer_added_scope),
    (AgreementRegistered, offer_registered_scope),
    (AgreementAmended, follow_amended_term),
    (TerminationAnnounced, follow_notice),
    (TerminationWithdrawn, follow_term_again),
    (SignedAgreementCorrected, follow_term_again),
    (RegisteredAgreementCorrected, follow_term_again),
    (AgreementSuperseded, follow_end),
    (AgreementExpired, follow_end),
    (AgreementTerminated, follow_end),
    (AgreementRegistrationRetracted, follow_end),
)
"""After those of `authorisations`, which record where an agreement runs, its end and its successors."""
