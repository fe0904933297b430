"""Recording the partners and the facilities of an agreement. System only."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.programs.authorisations.store.agreements import insert_agreement_facilities, insert_partners
from services.programs.authorisations.store.units import insert_facilities
from services.programs.program.model.parts import Facility
from shared.access import Work, nationwide, use_case


@dataclass(frozen=True, slots=True)
class RecordPartners:
    """The partners that are parties of an agreement, each with whether it is a principal."""

    agreement_id: UUID
    partners: Mapping[UUID, bool]


@dataclass(frozen=True, slots=True)
class RecordFacilities:
    """The facilities where an agreement is carried out: on their `own`, or if they accept an offer."""

    agreement_id: UUID
    facilities: tuple[Facility, ...]
    own: frozenset[UUID]


@use_case(scope=nationwide)
async def record_partners(work: Work, command: RecordPartners) -> None:
    """Let the partners of an agreement read the programs that it carries."""
    await insert_partners(work.connection, command.agreement_id, command.partners)


@use_case(scope=nationwide)
async def record_facilities(work: Work, command: RecordFacilities) -> None:
    """Record where an agreement is carried out; its later events do not repeat the list."""
    await insert_facilities(work.connection, command.facilities)
    where = {facility.id: facility.id in command.own for facility in command.facilities}
    await insert_agreement_facilities(work.connection, command.agreement_id, where)
