"""Events about ceremonies. Key: the ceremony; each agreement that is signed at one has events of its own.

Invitations are internal, because they come before the signatures; what was held is public.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS, AGREEMENTS_INTERNAL
from shared.contracts.event import Event, Extensible, Part
from shared.contracts.parts import UnitRef
from shared.values.cooperation import CeremonyOutcome
from shared.values.terms import ClockTime, Zone

ExtensibleCeremonyOutcome = Annotated[CeremonyOutcome, Extensible()]


class AgreementAtCeremony(Part):
    """An agreement in the list of a ceremony, with its keeper and its outcome."""

    agreement_id: UUID = Field(description="the agreement")
    keeper_id: UUID = Field(description="the unit of ours that keeps it: the ceremony's keeper, or one of its guests")
    outcome: ExtensibleCeremonyOutcome = Field(description="signed by all, late, absent or withdrawn from the list")


class ProgramToOpen(Part):
    """A scope item of a signed agreement whose program opens on the day of the ceremony."""

    agreement_id: UUID = Field(description="the agreement, which was signed at the ceremony")
    scope_item_id: UUID = Field(description="the scope item that the program carries out")
    capacity: int = Field(description="the largest number of participants at a time")


class CeremonyScheduled(
    Event, type="ceremony.scheduled.v1", topic=AGREEMENTS_INTERNAL, key="ceremony_id", subject="ceremony_id"
):
    """The units of a ceremony are invited, or a ceremony to which they were invited has another day or hour."""

    ceremony_id: UUID = Field(description="the ceremony")
    version: int = Field(description="the ceremony's version after the event; an event with a lower one is older")
    title: str = Field(description="its title, in Indonesian")
    planned_on: date = Field(description="the day for which it is planned")
    begins_at: ClockTime | None = Field(description="when it begins, by the clocks of `zone`; null: not said")
    zone: Zone = Field(description="the keeper's time zone")
    keeper: UnitRef = Field(description="the unit of ours that prepares it, and invites")
    units: tuple[UnitRef, ...] = Field(
        description="the keeper, its guests, and the parties of the agreements in its list; all but the keeper answer"
    )
    moved_from: date | None = Field(description="the day of the plan before; null: the units are invited")


class CeremonyCalledOff(
    Event, type="ceremony.called_off.v1", topic=AGREEMENTS_INTERNAL, key="ceremony_id", subject="ceremony_id"
):
    """A ceremony to which units were invited does not take place."""

    ceremony_id: UUID = Field(description="the ceremony")
    version: int = Field(description="the ceremony's version after the event; an event with a lower one is older")
    title: str = Field(description="its title, in Indonesian")
    planned_on: date = Field(description="the day for which it was planned")
    keeper: UnitRef = Field(description="the unit of ours that had prepared it")
    units: tuple[UnitRef, ...] = Field(description="the keeper, its guests, and the parties of the agreements")


class CeremonyHeld(Event, type="ceremony.held.v1", topic=AGREEMENTS, key="ceremony_id", subject="ceremony_id"):
    """A ceremony is closed: planned is the sum of signed, late, absent and withdrawn."""

    ceremony_id: UUID = Field(description="the ceremony")
    version: int = Field(description="the ceremony's version after the event; an event with a lower one is older")
    keeper: UnitRef = Field(description="the unit of ours that has prepared and closed it")
    guests: tuple[UnitRef, ...] = Field(description="further units of ours whose agreements were in its list")
    title: str = Field(description="its title, in Indonesian")
    zone: Zone = Field(description="the keeper's time zone; every date of the event is a day in this zone")
    held_on: date = Field(description="the day on which it was held")
    planned: int = Field(description="how many agreements were in its list")
    signed: int = Field(description="how many of them all parties have signed")
    late: int = Field(description="how many are to be signed later")
    absent: int = Field(description="how many were not signed because a party did not come")
    withdrawn: int = Field(description="how many were taken off the list")
    agreements: tuple[AgreementAtCeremony, ...] = Field(description="each agreement of the list, in its order")
    opens: tuple[ProgramToOpen, ...] = Field(description="the scope items whose programs open on that day")
