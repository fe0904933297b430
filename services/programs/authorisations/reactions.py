"""Reactions to agreements that are signed, registered, extended, amended or ended, and to units and positions."""

from datetime import timedelta

from services.programs.authorisations.commands.agreements import (
    RecordFacilities,
    RecordPartners,
    record_facilities,
    record_partners,
)
from services.programs.authorisations.commands.amending import amend_agreement
from services.programs.authorisations.commands.commitments import agencies_in, commitment_of
from services.programs.authorisations.commands.ends import end_agreement, end_items, hand_over
from services.programs.authorisations.commands.planning import (
    PlanAtNewFacilities,
    PlanRegistered,
    plan_at_new_facilities,
    plan_programs,
    plan_registered,
)
from services.programs.authorisations.commands.units import (
    RecordPartnerName,
    record_facility,
    record_facility_period,
    record_partner_name,
)
from services.programs.authorisations.model import (
    AgreementEnd,
    Amendment,
    ContinuedItem,
    FacilityPeriod,
    ItemsEnd,
    Succession,
)
from services.programs.program.model.parts import Facility
from shared.access import Work
from shared.contracts.agreements import (
    AgreementAmended,
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
from shared.contracts.organisations import PartnerRegistered, PartnerRenamed, UnitChanged
from shared.contracts.parts import FacilityRef
from shared.contracts.positions import PositionAssigned
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope

READING_ROLES = ("principal", "acknowledging")
"""The roles in which a partner reads the programs of its agreement; a witness only saw it signed."""


async def record_parties(
    work: Work, event: AgreementSigned | AgreementRegistered | AgreementAmended, _envelope: Envelope
) -> None:
    """Record the partners of an agreement, also those that an addendum adds."""
    parties = [(each.unit.id, each.role) for each in event.parties if each.unit.kind == "partner"]
    partners = {id_: (id_, "principal") in parties for id_, role in parties if role in READING_ROLES}
    await record_partners(work, RecordPartners(event.agreement_id, partners))


async def record_where_it_runs(work: Work, event: AgreementSigned | AgreementRegistered, _envelope: Envelope) -> None:
    """Record the facilities where an agreement is carried out."""
    facilities = tuple(_facility(each) for each in event.runs_at)
    own = frozenset(each.id for each in facilities if event.is_own_of(each.id))
    await record_facilities(work, RecordFacilities(event.agreement_id, facilities, own))


async def plan_signed_scope(work: Work, event: AgreementSigned, _envelope: Envelope) -> None:
    """Plan the scope of a first agreement, and what an extension keeps at facilities that are new to it.

    Scope that an extension adds arrives in `ScopeExtended`.
    """
    # After a merge, the first agreement of a line continues items of other lines; each predecessor hands them over.
    if event.predecessor_id is None:
        new = (item for item in event.scope_items if not item.continues)
        await plan_programs(work, commitment_of(event, event.in_force, new))
    else:
        kept = commitment_of(event, event.in_force, (item for item in event.scope_items if item.continues))
        await plan_at_new_facilities(work, PlanAtNewFacilities(kept, event.predecessor_id))


async def plan_added_scope(work: Work, event: ScopeExtended, _envelope: Envelope) -> None:
    """Plan the scope that an extension or an addendum adds, where the agreement is carried out."""
    await plan_programs(work, commitment_of(event, event.in_force, event.added))


async def plan_registered_scope(work: Work, event: AgreementRegistered, _envelope: Envelope) -> None:
    """Plan the scope of an agreement of the past that is in force today."""
    # Also the items that it continues: its predecessor may have ended before any program of it was planned here.
    if event.ended_on is None:
        await plan_registered(work, PlanRegistered(commitment_of(event, event.in_force, event.scope_items)))
    else:
        await end_agreement(work, AgreementEnd(event.agreement_id, event.ended_on, "agreement_terminated", final=True))


async def hand_over_kept_scope(work: Work, event: AgreementSuperseded, _envelope: Envelope) -> None:
    """Hand over the kept scope to the successor."""
    succession = Succession(
        agreement_id=event.agreement_id,
        successor_id=event.successor_id,
        successor_line_id=event.successor_line_id,
        superseded_on=event.superseded_on,
        since=event.successor_in_force.in_force_from,
        until=event.successor_in_force.in_force_until,
        continued={
            each.old_item_id: ContinuedItem(each.new_item_id, agencies_in(each.agencies)) for each in event.handed_over
        },
    )
    await hand_over(work, succession)


async def follow_amended_term(work: Work, event: AgreementAmended, _envelope: Envelope) -> None:
    """Let everything that an agreement carries end with its new term, and items that left its scope the day before."""
    await amend_agreement(work, Amendment(event.agreement_id, event.version, event.in_force.in_force_until))
    if event.removed_items:
        since = event.effective_on or event.signed_on
        last_day = since - timedelta(days=1)
        await end_items(work, ItemsEnd(event.agreement_id, frozenset(event.removed_items), last_day))


async def follow_notice(work: Work, event: TerminationAnnounced, _envelope: Envelope) -> None:
    """Let everything that an agreement carries end with the day that a notice names."""
    await amend_agreement(work, Amendment(event.agreement_id, event.version, event.ends_on))


async def follow_term_again(
    work: Work,
    event: TerminationWithdrawn | SignedAgreementCorrected | RegisteredAgreementCorrected,
    _envelope: Envelope,
) -> None:
    """Let everything that an agreement carries end with its term, after a notice was taken back or a slip corrected."""
    await amend_agreement(work, Amendment(event.agreement_id, event.version, event.in_force.in_force_until))


async def end_expired(work: Work, event: AgreementExpired, _envelope: Envelope) -> None:
    """End what an expired agreement carries; until the end is final, a successor may continue it."""
    await end_agreement(work, AgreementEnd(event.agreement_id, event.expired_on, "agreement_expired", event.final))


async def end_terminated(work: Work, event: AgreementTerminated, _envelope: Envelope) -> None:
    """End what a terminated agreement carries."""
    await end_agreement(work, AgreementEnd(event.agreement_id, event.terminated_on, "agreement_terminated", final=True))


async def end_retracted(work: Work, event: AgreementRegistrationRetracted, _envelope: Envelope) -> None:
    """End what an agreement carries that was registered by mistake."""
    await end_agreement(work, AgreementEnd(event.agreement_id, event.retracted_on, "agreement_terminated", final=True))


async def meet_facility(work: Work, event: PositionAssigned, _envelope: Envelope) -> None:
    """Record the facility of a position."""
    if event.facility is not None:
        await record_facility(work, _facility(event.facility))


async def follow_unit(work: Work, event: UnitChanged, _envelope: Envelope) -> None:
    """Let programs follow the name, region and time zone of a facility."""
    if event.kind == "facility" and event.region is not None:
        period = FacilityPeriod(event.unit_id, event.version, event.name, event.region, event.zone, event.valid_from)
        await record_facility_period(work, period)


async def follow_partner(work: Work, event: PartnerRegistered | PartnerRenamed, _envelope: Envelope) -> None:
    """Record the name of a partner."""
    await record_partner_name(work, RecordPartnerName(event.partner_id, event.version, event.name))


def _facility(facility: FacilityRef) -> Facility:
    return Facility(facility.id, facility.name, facility.region, facility.zone)


PARTNERS: Reactions = (
    (AgreementSigned, record_parties),
    (AgreementRegistered, record_parties),
    (AgreementAmended, record_parties),
)
"""A projection of its own, because it can be rebuilt and the programs cannot."""

REACTIONS: Reactions = (
    (AgreementSigned, record_where_it_runs),
    (AgreementSigned, plan_signed_scope),
    (AgreementRegistered, record_where_it_runs),
    (AgreementRegistered, plan_registered_scope),
    (ScopeExtended, plan_added_scope),
    (AgreementSuperseded, hand_over_kept_scope),
    (AgreementAmended, follow_amended_term),
    (TerminationAnnounced, follow_notice),
    (TerminationWithdrawn, follow_term_again),
    (SignedAgreementCorrected, follow_term_again),
    (RegisteredAgreementCorrected, follow_term_again),
    (AgreementExpired, end_expired),
    (AgreementTerminated, end_terminated),
    (AgreementRegistrationRetracted, end_retracted),
    (PositionAssigned, meet_facility),
    (UnitChanged, follow_unit),
    (PartnerRegistered, follow_partner),
    (PartnerRenamed, follow_partner),
)
