"""Every event with rules opens matters at the desks of the units that it concerns, or closes them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from services.notifications.inbox.commands.applying import ApplyRules, apply_rules
from services.notifications.rules.model.audiences import Concerned, Facility, Item, Keeper
from services.notifications.rules.shipped import events_of_matters
from shared.access import Actor, Work
from shared.contracts.agreements import (
    AgreementEvent,
    AgreementRegistered,
    AgreementSigned,
    ScopeExtended,
    offered_to,
)
from shared.contracts.ceremonies import CeremonyCalledOff, CeremonyHeld, CeremonyScheduled
from shared.contracts.documents import DocumentEvent, DocumentRecorded
from shared.contracts.evaluations import EvaluationOpened
from shared.contracts.event import Event
from shared.contracts.invitations import InvitationAnswered
from shared.contracts.meetings import (
    ActionItemCompleted,
    ActionItemOverdue,
    MeetingCalled,
    MeetingCalledOff,
    MeetingFacts,
)
from shared.contracts.months import MonthEvent
from shared.contracts.negotiation import AgreementSubmittedForReview, ReviewUnanswered, VerdictsKept
from shared.contracts.notifications import NOTIFICATIONS_INTERNAL
from shared.contracts.offers import OfferAnswered, OfferClosed, OfferEvent, OfferMade, OfferOverdue
from shared.contracts.parts import FacilityRef, PartnerRef, ScopeItem, UnitRef
from shared.contracts.practices import PracticePublished
from shared.contracts.program_details import TemplateMissing
from shared.contracts.programs import DecisionEvent, ProgramEvent, ProgramPlanned
from shared.contracts.proposals import ProposalEvent, ProposalMade
from shared.contracts.recognitions import PartnerRecognised, RecognitionEvent
from shared.contracts.subscription import Reactions
from shared.contracts.transfers import TransferEvent
from shared.contracts.visits import VisitAgreed, VisitDeclined, VisitEvent, VisitRequested
from shared.contracts.webhooks import WebhookEvent
from shared.events.envelope import Envelope
from shared.values.terms import Zone


def concerned_by(event: Event) -> Concerned:
    """The units that an event concerns. Raises `TypeError` for an event without rules."""
    match event:
        case AgreementEvent():
            return _concerned_by_agreement(event)
        case (
            MeetingFacts()
            | MeetingCalled()
            | MeetingCalledOff()
            | CeremonyScheduled()
            | CeremonyCalledOff()
            | CeremonyHeld()
            | InvitationAnswered()
            | ActionItemOverdue()
            | ActionItemCompleted()
            | ProposalEvent()
            | RecognitionEvent()
            | EvaluationOpened()
            | VisitEvent()
        ):
            return _concerned_by_units(event)
        case ProgramPlanned() | DecisionEvent():
            return Concerned(_facilities(event.facility), agency_ids=_ids(*event.agencies))
        case ProgramEvent() | OfferAnswered() | PracticePublished() | TransferEvent() | MonthEvent() | WebhookEvent():
            # A national practice concerns no facility, and a webhook has none.
            facility = getattr(event, "facility", None)
            return Concerned(_facilities(facility) if facility else ())
        case OfferMade() | OfferOverdue() | OfferClosed():
            return Concerned(_facilities(*(each.facility for each in event.offers)))
        case TemplateMissing():
            return Concerned(_facilities(event.facility), items=_items(event.item))
    raise TypeError(f"{event.type}: notifications does not know which units it concerns")


def page_of(event: Event) -> str | None:
    """The address of the screen of what an event is about; None if it has none."""
    return next((page.format(event) for kind, page in _PAGES if isinstance(event, kind)), None)


_PAGES: tuple[tuple[type[Event], str], ...] = (
    (ProgramEvent, "/program/{0.program_id}"),
    (PracticePublished, "/program/katalog/{0.practice}"),
    (OfferAnswered, "/tawaran/{0.offer_id}"),
    (OfferEvent, "/tawaran"),
    (VisitEvent, "/kunjungan/{0.visit_id}"),
    (TransferEvent, "/pindahan/{0.transfer_id}"),
    (MonthEvent, "/bulan/{0.facility_id}"),
    (TemplateMissing, "/tugas"),
    (WebhookEvent, "/webhook/{0.webhook_id}"),
    (ReviewUnanswered, "/perjanjian/{0.agreement_id}/telaah"),
    (DocumentRecorded, "/perjanjian/{0.agreement_id}/dokumen/{0.document_id}/pemeriksaan"),
    (DocumentEvent, "/perjanjian/{0.agreement_id}/dokumen/{0.document_id}"),
    (AgreementEvent, "/perjanjian/{0.agreement_id}"),
    (ProposalEvent, "/proposal/{0.proposal_id}"),
    # Partners read their agreements, and no evaluations.
    (EvaluationOpened, "/perjanjian"),
    (PartnerRecognised, "/mitra/{0.partner_id}/penghargaan"),
    (RecognitionEvent, "/penghargaan/{0.recognition_id}"),
    # Partners read the invitation, and not the ceremony.
    (CeremonyScheduled, "/undangan/{0.ceremony_id}"),
    (CeremonyCalledOff, "/undangan/{0.ceremony_id}"),
    (InvitationAnswered, "/undangan/{0.invitation_id}"),
    (CeremonyHeld, "/seremoni/{0.ceremony_id}"),
    (MeetingCalled, "/rapat/undangan/{0.meeting_id}"),
    (MeetingCalledOff, "/rapat/undangan/{0.meeting_id}"),
    (MeetingFacts, "/rapat/{0.meeting_id}"),
    (ActionItemOverdue, "/rapat/{0.meeting_id}/tindak-lanjut/{0.action_item_id}"),
)
"""The first one that fits: an answered offer is an event about offers, too."""


_ABOUT_REVIEWERS = (AgreementSubmittedForReview, VerdictsKept, ReviewUnanswered)


def _concerned_by_agreement(event: AgreementEvent) -> Concerned:
    """The keeper and the principals; a review concerns its reviewers, and a signed agreement where it is carried out.

    Acknowledging parties and witnesses have nothing to act on, so they are not notified.
    """
    principals = [party.unit for party in event.parties if party.role == "principal"]
    reviewers = list(event.reviewers) if isinstance(event, _ABOUT_REVIEWERS) else []
    notified = reviewers or principals
    on_record = event if isinstance(event, AgreementSigned | AgreementRegistered) else None
    where = _facilities(*on_record.runs_at) if on_record else ()
    facilities = _facilities_among(notified, event.zone, where)
    ids = {each.id for each in facilities}
    return Concerned(
        facilities,
        tuple(unit.id for unit in notified if unit.kind == "partner"),
        items=_items_of(event),
        keeper=Keeper(event.keeper.id, event.keeper.kind, event.keeper.region),
        regions=tuple(unit.region for unit in notified if unit.kind == "regional_office" and unit.region),
        places=tuple(each for each in where if each.id not in ids),
        asked=frozenset(each.id for each in offered_to(on_record)) if on_record else frozenset(),
        others=_facilities_among([*principals, event.keeper], event.zone, where, without=ids),
        zone=event.zone,
        reviewing=bool(reviewers),
    )


def _concerned_by_units(
    event: MeetingFacts
    | MeetingCalled
    | MeetingCalledOff
    | CeremonyScheduled
    | CeremonyCalledOff
    | CeremonyHeld
    | InvitationAnswered
    | ActionItemOverdue
    | ActionItemCompleted
    | ProposalEvent
    | RecognitionEvent
    | EvaluationOpened
    | VisitEvent,
) -> Concerned:
    if isinstance(event, RecognitionEvent | EvaluationOpened):
        partners = _ids(event.partner) if isinstance(event, RecognitionEvent) else _ids(*event.partners)
        return replace(_acting(event.keeper, event.keeper), partner_ids=partners)
    if isinstance(event, VisitEvent):
        return _concerned_by_visit(event)
    if isinstance(event, ProposalEvent):
        return _concerned_by_proposal(event)
    if isinstance(event, ActionItemOverdue | ActionItemCompleted | InvitationAnswered):
        owner = event.host if isinstance(event, InvitationAnswered) else event.owner
        return _acting(owner, owner)
    if isinstance(event, CeremonyHeld):
        # Its keeper and its guests: each agreement has an event of its own for its parties.
        keeper = Keeper(event.keeper.id, event.keeper.kind, event.keeper.region)
        facilities = _facilities_among([event.keeper, *event.guests], event.zone, ())
        return Concerned(facilities, keeper=keeper, zone=event.zone)
    units = event.units
    if not isinstance(event, MeetingFacts):
        # The unit that calls knows of it.
        host = event.keeper if isinstance(event, CeremonyScheduled | CeremonyCalledOff) else event.called_by
        units = tuple(unit for unit in units if unit.id != host.id)
    return Concerned(tuple(_facilities_that_met(units)), _partners_among(units), regions=_regions_among(units))


def _concerned_by_proposal(event: ProposalEvent) -> Concerned:
    """The side that is asked, or after an answer the one that proposed."""
    told, other = (event.made_to, event.made_by) if isinstance(event, ProposalMade) else (event.made_by, event.made_to)
    return _acting(told, other)


def _concerned_by_visit(event: VisitEvent) -> Concerned:
    """The host that is asked, the guest that has its answer, or both."""
    match event:
        case VisitRequested():
            return Concerned(_facilities(event.facility))
        case VisitAgreed() | VisitDeclined():
            return Concerned(_facilities(*event.guests))
    return Concerned(_facilities(event.facility, *event.guests))


def _acting(unit: UnitRef, other: UnitRef) -> Concerned:
    """One unit that has to act or to know: at the desk of keepers. A partner has the calendar of the other unit."""
    return Concerned(
        (),
        _partners_among((unit,)),
        keeper=None if unit.kind == "partner" else Keeper(unit.id, unit.kind, unit.region),
        others=tuple(_facilities_that_met((unit, other))),
        zone=unit.zone or other.zone,
    )


def _facilities_among(
    units: Iterable[UnitRef], zone: Zone, where: Iterable[Facility], without: Collection[UUID] = ()
) -> tuple[Facility, ...]:
    """The facilities among units, each once; with their own zone if `where` has them, otherwise with the keeper's."""
    own = {each.id: each for each in where}
    found = {
        unit.id: own.get(unit.id) or Facility(unit.id, unit.region, zone)
        for unit in units
        if unit.kind == "facility" and unit.region and unit.id not in without
    }
    return tuple(found.values())


def _items_of(event: AgreementEvent) -> tuple[Item, ...]:
    match event:
        case AgreementSigned():
            return _items(*event.scope_items)
        case ScopeExtended():
            return _items(*event.added)
    return ()


def _facilities(*facilities: FacilityRef) -> tuple[Facility, ...]:
    return tuple(Facility(each.id, each.region, each.zone) for each in facilities)


def _facilities_that_met(units: Iterable[UnitRef]) -> Iterator[Facility]:
    for unit in units:
        if unit.kind == "facility" and unit.region and unit.zone:
            yield Facility(unit.id, unit.region, unit.zone)


def _regions_among(units: Iterable[UnitRef]) -> tuple[str, ...]:
    return tuple(unit.region for unit in units if unit.kind == "regional_office" and unit.region)


def _partners_among(units: Iterable[UnitRef]) -> tuple[UUID, ...]:
    return tuple(unit.id for unit in units if unit.kind == "partner")


def _ids(*partners: PartnerRef) -> tuple[UUID, ...]:
    return tuple(each.id for each in partners)


def _items(*items: ScopeItem) -> tuple[Item, ...]:
    return tuple(Item(each.field, each.field_name, _ids(*each.agencies)) for each in items)


async def _apply(work: Work, event: Event, envelope: Envelope) -> None:
    await apply_rules(work, ApplyRules(event, envelope.id, envelope.time, concerned_by(event), page_of(event)))


async def announce(work: Work, event: Event) -> None:
    """Emit an event of this service; it does not read its own topic, so notices are opened and closed here."""
    event_id = work.emit(event)
    actor, work.actor = work.actor, Actor.of_system("notifications")
    try:
        await apply_rules(work, ApplyRules(event, event_id, work.now, concerned_by(event), page_of(event)))
    finally:
        work.actor = actor


REACTIONS: Reactions = tuple((event, _apply) for event in events_of_matters() if event.topic != NOTIFICATIONS_INTERNAL)
