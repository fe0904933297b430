"""Events about an agreement, and the parts of an agreement as events carry them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import ScopeItem
from services.agreements.agreement.model.terms import InForce
from services.agreements.register.model.units import Unit
from shared.access import Work
from shared.contracts import parts
from shared.contracts.agreements import AgreementEvent, AgreementRegistered
from shared.values.cooperation import Confidence, Instrument, Level, RegistrationSource
from shared.values.terms import Zone, moment_of


class About(TypedDict):
    """The fields that every event about an agreement has."""

    agreement_id: UUID
    line_id: UUID
    version: int
    registration_number: str
    level: Level
    keeper: parts.UnitRef
    instrument: Instrument
    title: str
    zone: Zone
    parties: tuple[parts.PartyRef, ...]
    umbrella_id: UUID | None


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
        return about(self.agreement)

    def emit(self, event: AgreementEvent) -> UUID:
        """Emit one event; returns its id."""
        return self.work.emit(event, occurred_at=self.moment)


def about(agreement: Agreement) -> About:
    """The fields that every event about an agreement has, with the version that it has now."""
    return About(
        agreement_id=agreement.id,
        line_id=agreement.line_id,
        version=agreement.version,
        registration_number=agreement.registration_number,
        level=agreement.level,
        keeper=unit_ref(agreement.keeper),
        instrument=agreement.instrument,
        title=agreement.public_title,
        zone=agreement.zone,
        parties=tuple(
            parts.PartyRef(party_id=party.id, unit=unit_ref(party.unit), role=party.role) for party in agreement.parties
        ),
        umbrella_id=agreement.umbrella_id,
    )


def signed_facts(agreement: Agreement) -> dict[str, Any]:
    """Everything that events carry of a signed agreement."""
    return {
        **about(agreement),
        "predecessor_id": agreement.predecessor_id,
        "dated_on": agreement.dated_on,
        "signed_on": agreement.signed_on,
        "in_force": in_force_ref(agreement.days_in_force),
        "numbers": numbers(agreement),
        "runs_at": places(agreement),
        "scope_items": scope_item_refs(agreement.scope_items),
    }


def registered_facts(agreement: Agreement) -> dict[str, Any]:
    """Everything that events carry of an agreement that was signed elsewhere."""
    known = {"source": agreement.registered_source, "confidence": agreement.confidence}
    days = {"signed_on": agreement.signed_on, "ended_on": agreement.ended_on}
    return signed_facts(agreement) | known | days


def registered_event(agreement: Agreement, source: RegistrationSource, confidence: Confidence) -> AgreementRegistered:
    """The event of an agreement that was signed elsewhere."""
    return AgreementRegistered(**registered_facts(agreement) | {"source": source, "confidence": confidence})


def unit_ref(unit: Unit) -> parts.UnitRef:
    """A unit as events carry it; a merged partner by the id that stays."""
    return parts.UnitRef(id=unit.id, kind=unit.kind, name=unit.public_name, region=unit.region, zone=unit.zone)


def places(agreement: Agreement) -> tuple[parts.FacilityRef, ...]:
    """The facilities where an agreement is carried out, as events carry them."""
    return tuple(
        parts.FacilityRef(id=unit.id, name=unit.name, region=unit.region or "", zone=unit.zone or agreement.zone)
        for unit in agreement.runs_at
    )


def numbers(agreement: Agreement) -> tuple[parts.DocumentNumber, ...]:
    """The document numbers of an agreement, as events carry them."""
    return tuple(
        parts.DocumentNumber(
            party_id=number.party_id, issuer=unit_ref(number.issuer), number=number.number, year=number.year
        )
        for number in agreement.numbers
    )


def in_force_ref(days: InForce) -> parts.InForce:
    """The days in force, as events carry them."""
    return parts.InForce(in_force_from=days.in_force_from, in_force_until=days.in_force_until)


def scope_item_refs(items: Iterable[ScopeItem]) -> tuple[parts.ScopeItem, ...]:
    """Scope items as events carry them."""
    return tuple(
        parts.ScopeItem(
            id=item.id,
            field=item.field,
            field_name=item.field_name,
            description=item.description,
            function=item.function,
            pillar=item.pillar,
            delivery=item.delivery,
            agencies=_agencies(item),
            continues=item.continues,
        )
        for item in items
    )


def handover_ref(old: ScopeItem, new: ScopeItem) -> parts.Handover:
    """A kept scope item as events carry it."""
    return parts.Handover(old_item_id=old.id, new_item_id=new.id, agencies=_agencies(new))


def _agencies(item: ScopeItem) -> tuple[parts.PartnerRef, ...]:
    return tuple(parts.PartnerRef(id=agency.id, name=agency.public_name) for agency in item.agencies)
