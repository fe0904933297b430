"""What is done when agreements says that scope was signed, extended or superseded."""

from collections.abc import Iterable

from services.programs.authorisations.commands import CarryOut, NotePartners, carry_out, hand_over, note_partners
from services.programs.authorisations.model import Continuation, Succession, Undertaking
from services.programs.program.model.parts import Facility, Organisation
from shared.access import Work
from shared.contracts.agreements import AgreementEvent, AgreementSigned, AgreementSuperseded, ScopeExtended
from shared.contracts.parts import FacilityRef, PartnerRef, ScopeItem
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope
from shared.values.terms import Term


async def note_signatories(work: Work, event: AgreementSigned, _envelope: Envelope) -> None:
    """Take note of the partners, of a first agreement and of an extension alike."""
    await note_partners(work, NotePartners(event.agreement_id, tuple(partner.id for partner in event.partners)))


async def plan_signed_scope(work: Work, event: AgreementSigned, _envelope: Envelope) -> None:
    """A first agreement is carried out whole; of an extension only what it adds, which `ScopeExtended` says."""
    if event.predecessor_id is None:
        await carry_out(work, CarryOut(_undertakings(event, event.scope_items, event.term)))


async def plan_added_scope(work: Work, event: ScopeExtended, _envelope: Envelope) -> None:
    """Carry out what an extension adds."""
    await carry_out(work, CarryOut(_undertakings(event, event.added, event.term)))


async def hand_over_kept_scope(work: Work, event: AgreementSuperseded, _envelope: Envelope) -> None:
    """Let the successor carry what it kept."""
    continued = {each.old_item_id: Continuation(each.new_item_id, _agency(each.agency)) for each in event.handed_over}
    succession = Succession(
        event.agreement_id, event.successor_id, event.superseded_on, event.successor_until, continued
    )
    await hand_over(work, succession)


def _undertakings(event: AgreementEvent, items: Iterable[ScopeItem], term: Term) -> tuple[Undertaking, ...]:
    # Every item at every facility: a national agreement is carried out by each facility in programs of its own.
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


PARTNERS: Reactions = ((AgreementSigned, note_signatories),)
"""Apart from the others, since these can be heard again."""

REACTIONS: Reactions = (
    (AgreementSigned, plan_signed_scope),
    (ScopeExtended, plan_added_scope),
    (AgreementSuperseded, hand_over_kept_scope),
)
