"""Events of the agreements service, from the first signature that binds on; negotiation is in `negotiation`.

The key is the line, which is the first agreement of a succession: order is kept within it.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Growing
from shared.contracts.parts import (
    Activity,
    Addition,
    AnyInstrument,
    DocumentNumber,
    FacilityRef,
    Handover,
    InForce,
    PartyRef,
    ScopeItem,
    UnitRef,
)
from shared.values.cooperation import Confidence, Level, RegistrationSource, TerminationGround

AGREEMENTS = "agreements.v1"
AGREEMENTS_INTERNAL = "agreements.internal.v1"


class AgreementEvent(Event):
    """What every event about an agreement carries."""

    agreement_id: UUID = Field(description="the agreement that the event is about")
    line_id: UUID = Field(description="the first agreement of the succession; events of one line come in order")
    version: int = Field(description="the agreement's version after this event; a higher one is newer")
    registration_number: str = Field(description="the short number by which people name it, such as `26-JTG-0042`")
    level: Level = Field(description="facility, regional or national")
    keeper: UnitRef = Field(description="the unit of ours that keeps it")
    instrument: AnyInstrument = Field(description="nota kesepakatan, MoU, kesepakatan bersama, PKS and others")
    title: str = Field(description="its title, in Indonesian; made from instrument, facility and field for a person")
    parties: tuple[PartyRef, ...] = Field(description="the parties with their roles")
    umbrella_id: UUID | None = Field(description="the agreement under which it stands; null: none")


class AgreementSigned(
    AgreementEvent, type="agreement.signed.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Every principal has signed. This event alone lists where the agreement is carried out."""

    predecessor_id: UUID | None = Field(description="the agreement that it continues; null for a first one")
    dated_on: date | None = Field(description="the date that the document bears; null where it bears none")
    signed_on: date = Field(description="the day of the last signature")
    in_force: InForce = Field(description="the days on which it is in force")
    numbers: tuple[DocumentNumber, ...] = Field(description="the numbers known on that day, one or more a party")
    runs_at: tuple[FacilityRef, ...] = Field(description="the facilities where it is carried out")
    scope_items: tuple[ScopeItem, ...] = Field(description="all that it covers, kept and added items alike")


class AgreementRegistered(
    AgreementEvent, type="agreement.registered.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """An agreement that was signed elsewhere is on record, with whatever is known of it."""

    predecessor_id: UUID | None = Field(description="the agreement that it continues; null for a first one")
    source: Annotated[RegistrationSource, Growing()] = Field(description="paper, spreadsheet or press")
    confidence: Annotated[Confidence, Growing()] = Field(description="how well it is known")
    dated_on: date | None = Field(description="the date that the document bears, if known")
    signed_on: date | None = Field(description="the day of the last signature, if known")
    in_force: InForce = Field(description="the days on which it is or was in force")
    ended_on: date | None = Field(description="the day on which it ended before its term; null: it did not")
    numbers: tuple[DocumentNumber, ...] = Field(description="the numbers that are known")
    runs_at: tuple[FacilityRef, ...] = Field(description="the facilities where it is carried out")
    scope_items: tuple[ScopeItem, ...] = Field(description="all that it covers")


class AgreementEnteredIntoForce(
    AgreementEvent, type="agreement.entered_into_force.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Its first day in force has come."""

    in_force: InForce = Field(description="the days on which it is in force")


class AgreementExtended(
    AgreementEvent, type="agreement.extended.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """A signed agreement continues its predecessor, with so many scope items kept, added and removed."""

    predecessor_id: UUID = Field(description="the agreement that is continued")
    in_force: InForce = Field(description="the days on which the continuing agreement is in force")
    kept: int = Field(description="scope items that both have")
    added: int = Field(description="scope items that are new; `agreement.scope_extended` lists them")
    removed: int = Field(description="scope items that the predecessor had and this one has not")


class ScopeExtended(
    AgreementEvent, type="agreement.scope_extended.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """What an extension or an addendum adds, each item with the ground on which it rests."""

    predecessor_id: UUID | None = Field(description="the agreement that is continued; null for an addendum")
    addendum_id: UUID | None = Field(description="the addendum that adds it; null for an extension")
    in_force: InForce = Field(description="the days on which what is added is in force")
    added: tuple[ScopeItem, ...] = Field(description="the new items only")
    additions: tuple[Addition, ...] = Field(description="on what each added item rests")


class AgreementSuperseded(
    AgreementEvent, type="agreement.superseded.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """The successor has begun: what was kept is handed over. `gap_days` is how long neither was in force."""

    successor_id: UUID = Field(description="the agreement that takes over")
    successor_line_id: UUID = Field(description="its line, another one after a merge or split")
    superseded_on: date = Field(description="the first day of the successor")
    successor_in_force: InForce = Field(description="the days on which the successor is in force")
    gap_days: int = Field(description="days between both on which neither was in force; 0: no gap")
    handed_over: tuple[Handover, ...] = Field(description="every kept scope item")


class AgreementExpired(
    AgreementEvent, type="agreement.expired.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Its last day is over. Admission is suspended; the end becomes final after 90 days or by decision."""

    expired_on: date = Field(description="the last day on which it was in force")
    final: bool = Field(description="whether no successor can revive what it suspended any more")


class AgreementTerminated(
    AgreementEvent, type="agreement.terminated.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """A signed agreement was ended before its term."""

    ground: Annotated[TerminationGround, Growing()] = Field(description="by consent, by notice, by law")
    terminated_on: date = Field(description="the last day on which it is in force")


class AgreementDormant(
    AgreementEvent, type="agreement.dormant.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Nothing was delivered under it for long. Emitted once for each spell."""

    last_activity_on: date | None = Field(description="the last day of activity; null: there was never any")
    dormant_days: int = Field(description="days without activity after which it counts as dormant")


class FirstActivityRecorded(
    AgreementEvent, type="agreement.first_activity_recorded.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Something was delivered under the agreement for the first time: it is running."""

    scope_item_id: UUID = Field(description="the scope item under which it was delivered")
    activity: Activity = Field(description="what was delivered")
    occurred_on: date = Field(description="the day on which it was delivered")


class AgreementCorrected(
    AgreementEvent, type="agreement.signed.corrected.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """An erratum: the whole of `agreement.signed` or `agreement.registered` as it is right."""

    corrects: UUID = Field(description="the id of the event that it corrects")
    predecessor_id: UUID | None = Field(description="the agreement that it continues; null for a first one")
    dated_on: date | None = Field(description="the date that the document bears")
    signed_on: date | None = Field(description="the day of the last signature")
    in_force: InForce = Field(description="the days on which it is in force")
    numbers: tuple[DocumentNumber, ...] = Field(description="the numbers")
    runs_at: tuple[FacilityRef, ...] = Field(description="the facilities where it is carried out")
    scope_items: tuple[ScopeItem, ...] = Field(description="all that it covers")
