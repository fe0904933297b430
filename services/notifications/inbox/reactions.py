"""Every event that has rules creates notices for the units that it concerns."""

from uuid import UUID

from services.notifications.inbox.commands import IssueNotices, issue_notices
from services.notifications.rules.model.audiences import Concerned, Facility, Item
from services.notifications.rules.shipped import ruled_events
from shared.access import Work
from shared.contracts.agreements import AgreementEvent, AgreementSigned, MeetingHeld, ScopeExtended
from shared.contracts.event import Event
from shared.contracts.parts import FacilityRef, PartnerRef, ScopeItem
from shared.contracts.programs import ProgramEvent, ProgramPlanned, TemplateMissing
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


def concerned_by(event: Event) -> Concerned:
    """The units that an event concerns. Raises `TypeError` for an event without rules."""
    match event:
        case AgreementEvent():
            items = _items_of(event)
            return Concerned(_facilities(*event.facilities), _ids(*event.partners), items=items)
        case MeetingHeld():
            return Concerned(_facilities(event.facility), _ids(event.partner))
        case ProgramPlanned(agency=PartnerRef() as agency):
            return Concerned(_facilities(event.facility), agency_ids=_ids(agency))
        case ProgramEvent():
            return Concerned(_facilities(event.facility))
        case TemplateMissing():
            return Concerned(_facilities(event.facility), items=_items(event.item))
    raise TypeError(f"{event.type}: notifications does not know which units it concerns")


def _items_of(event: AgreementEvent) -> tuple[Item, ...]:
    match event:
        case AgreementSigned():
            return _items(*event.scope_items)
        case ScopeExtended():
            return _items(*event.added)
    return ()


def _facilities(*facilities: FacilityRef) -> tuple[Facility, ...]:
    return tuple(Facility(each.id, each.region, each.zone) for each in facilities)


def _ids(*partners: PartnerRef) -> tuple[UUID, ...]:
    return tuple(each.id for each in partners)


def _items(*items: ScopeItem) -> tuple[Item, ...]:
    return tuple(Item(each.field, each.agency.id if each.agency else None) for each in items)


async def _issue(work: Work, event: Event, envelope: Envelope) -> None:
    await issue_notices(work, IssueNotices(event, envelope.id, envelope.time, concerned_by(event)))


REACTIONS: Reactions = tuple((event, _issue) for event in ruled_events())
