"""Reactions to scope that was signed, extended or superseded in agreements, and to new names of agencies."""

from collections.abc import Iterable

from services.programs.authorisations.commands import (
    PlanPrograms,
    RecordPartners,
    RenameAgency,
    hand_over,
    plan_programs,
    record_partners,
    rename_agency,
)
from services.programs.authorisations.model import Continuation, Succession, Undertaking
from services.programs.program.model.parts import Facility, Organisation
from shared.access import Work
from shared.contracts.agreements import AgreementEvent, AgreementSigned, AgreementSuperseded, ScopeExtended
from shared.contracts.organisations import PartnerRenamed
from shared.contracts.parts import FacilityRef, PartnerRef, ScopeItem
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope
from shared.values.terms import Term


async def record_signatories(work: Work, event: AgreementSigned, _envelope: Envelope) -> None:
    """Record the partners of an agreement, be it a first one or an extension."""
    await record_partners(work, RecordPartners(event.agreement_id, tuple(partner.id for partner in event.partners)))


async def plan_signed_scope(work: Work, event: AgreementSigned, _envelope: Envelope) -> None:
    """Plan all scope of a first agreement. The scope that an extension adds arrives in `ScopeExtended`."""
    if event.predecessor_id is None:
        await plan_programs(work, PlanPrograms(_undertakings(event, event.scope_items, event.term)))


async def plan_added_scope(work: Work, event: ScopeExtended, _envelope: Envelope) -> None:
    """Plan the scope that an extension adds."""
    await plan_programs(work, PlanPrograms(_undertakings(event, event.added, event.term)))


async def hand_over_kept_scope(work: Work, event: AgreementSuperseded, _envelope: Envelope) -> None:
    """Hand over the kept scope to the successor."""
    continued = {each.old_item_id: Continuation(each.new_item_id, _agency(each.agency)) for each in event.handed_over}
    succession = Succession(
        event.agreement_id, event.successor_id, event.superseded_on, event.successor_until, continued
    )
    await hand_over(work, succession)


async def rename_agencies(work: Work, event: PartnerRenamed, _envelope: Envelope) -> None:
    """Show the new name of an agency beside what it answers for."""
    await rename_agency(work, RenameAgency(event.partner_id, event.name))


def _undertakings(event: AgreementEvent, items: Iterable[ScopeItem], term: Term) -> tuple[Undertaking, ...]:
    # Every item at every facility: each facility of a national agreement carries it out in programs of its own.
    return tuple(
        Undertaking(
            facility=_facility(facility),
            agreement_id=event.agreement_id,
            line_id=event.line_id,
            scope_item_id=item.id,
            field=item.field,
            description=item.description,
            pillar=item.pillar,
            agency=_agency(item.agency),
            since=term.effective_from,
            until=term.effective_until,
        )
        for facility in event.facilities
        for item in items
    )


def _agency(agency: PartnerRef | None) -> Organisation | None:
    return Organisation(agency.id, agency.name) if agency else None


def _facility(facility: FacilityRef) -> Facility:
    return Facility(facility.id, facility.name, facility.region, facility.zone)


PARTNERS: Reactions = ((AgreementSigned, record_signatories),)
"""A projection of its own, because it can be rebuilt and the programs cannot."""

REACTIONS: Reactions = (
    (AgreementSigned, plan_signed_scope),
    (ScopeExtended, plan_added_scope),
    (AgreementSuperseded, hand_over_kept_scope),
    (PartnerRenamed, rename_agencies),
)
