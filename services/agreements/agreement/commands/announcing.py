"""Events about an agreement, and the parts of an agreement as events carry them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import ScopeItem
from services.agreements.register.model.partners import Partner
from services.agreements.register.model.units import Facility
from shared.access import Work
from shared.contracts import parts
from shared.contracts.agreements import AgreementEvent
from shared.values.cooperation import Instrument, Level
from shared.values.terms import moment_of


class About(TypedDict):
    """The fields that every event about an agreement has."""

    agreement_id: UUID
    line_id: UUID
    version: int
    level: Level
    instrument: Instrument
    title: str
    facilities: tuple[parts.FacilityRef, ...]
    partners: tuple[parts.PartnerRef, ...]


@dataclass(frozen=True, slots=True)
class Announcement:
    """Emits the events about one agreement that occurred at one moment; none means now."""

    work: Work
    agreement: Agreement
    moment: datetime | None = None

    @classmethod
    def on(cls, work: Work, agreement: Agreement, day: date) -> "Announcement":
        """An announcement of events that occurred on a day in the agreement's zone."""
        return cls(work, agreement, moment_of(day, agreement.zone, work.now))

    @property
    def about(self) -> About:
        """The fields that all events of the announcement share, with the version that saving the agreement gave it."""
        agreement = self.agreement
        return About(
            agreement_id=agreement.id,
            line_id=agreement.line_id,
            version=agreement.version,
            level=agreement.level,
            instrument=agreement.instrument,
            title=agreement.title,
            facilities=tuple(facility_ref(facility) for facility in agreement.facilities),
            partners=tuple(partner_ref(partner) for partner in agreement.partners),
        )

    def emit(self, event: AgreementEvent) -> None:
        """Emit one event."""
        self.work.emit(event, occurred_at=self.moment)


def facility_ref(facility: Facility) -> parts.FacilityRef:
    """A facility as events carry it."""
    return parts.FacilityRef(id=facility.id, name=facility.name, region=facility.region, zone=facility.zone)


def partner_ref(partner: Partner) -> parts.PartnerRef:
    """A partner as events carry it."""
    return parts.PartnerRef(id=partner.id, name=partner.public_name)


def scope_item_ref(item: ScopeItem) -> parts.ScopeItem:
    """A scope item as events carry it."""
    return parts.ScopeItem(
        id=item.id, field=item.field, description=item.description, pillar=item.pillar, agency=_agency_ref(item)
    )


def handover_ref(old: ScopeItem, new: ScopeItem) -> parts.Handover:
    """A kept scope item as events carry it."""
    return parts.Handover(old_item_id=old.id, new_item_id=new.id, agency=_agency_ref(new))


def _agency_ref(item: ScopeItem) -> parts.PartnerRef | None:
    return partner_ref(item.agency) if item.agency else None
