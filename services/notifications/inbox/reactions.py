"""Every event with rules opens matters at the desks of the units that it concerns, or closes them."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from services.notifications.inbox.commands import ApplyRules, apply_rules
from services.notifications.rules.model.audiences import Concerned, Facility, Item
from services.notifications.rules.shipped import events_of_matters
from shared.access import Work
from shared.contracts.agreements import AgreementEvent, AgreementSigned, ScopeExtended
from shared.contracts.event import Event
from shared.contracts.meetings import MeetingHeld, UnitRef
from shared.contracts.parts import FacilityRef, PartnerRef, ScopeItem
from shared.contracts.program_details import TemplateMissing
from shared.contracts.programs import ProgramEvent, ProgramPlanned
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


def concerned_by(event: Event) -> Concerned:
    """The units that an event concerns. Raises `TypeError` for an event without rules."""
    match event:
        case AgreementEvent():
            items = _items_of(event)
            return Concerned(_facilities(*event.facilities), _ids(*event.partners), items=items, level=event.level)
        case MeetingHeld():
            facilities, partners = tuple(_facilities_among(event.units)), _partners_among(event.units)
            return Concerned(facilities, partners, regions=_regions_among(event.units))
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


def _facilities_among(units: Iterable[UnitRef]) -> Iterator[Facility]:
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
    return tuple(Item(each.field, each.agency.id if each.agency else None) for each in items)


async def _apply(work: Work, event: Event, envelope: Envelope) -> None:
    await apply_rules(work, ApplyRules(event, envelope.id, envelope.time, concerned_by(event)))


REACTIONS: Reactions = tuple((event, _apply) for event in events_of_matters())
