"""Public events of the agreements service, from the last signature on. What comes before is in `negotiation`.

Key: the line, named by the id of the first agreement of a succession.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Extensible
from shared.contracts.parts import (
    Activity,
    Addition,
    DocumentNumber,
    ExtensibleInstrument,
    FacilityRef,
    Handover,
    InForce,
    PartyRef,
    ScopeItem,
    UnitRef,
)
from shared.values.cooperation import (
    AmendedPart,
    Confidence,
    CorrectedPart,
    Level,
    RegistrationSource,
    TerminationGround,
)
from shared.values.terms import Zone

AGREEMENTS = "agreements.v1"
AGREEMENTS_INTERNAL = "agreements.internal.v1"


class AgreementEvent(Event):
    """Fields of every event about an agreement."""

    agreement_id: UUID = Field(description="the agreement that the event is about")
    line_id: UUID = Field(description="the first agreement of the succession; events of one line stay in order")
    version: int = Field(description="the agreement's version after the event; an event with a lower one is older")
    registration_number: str = Field(description="the short number by which people name it, such as `26-JTG-0042`")
    level: Annotated[Level, Extensible()] = Field(
        description="kept by a facility, by a regional office, or by the directorate general"
    )
    keeper: UnitRef = Field(description="the unit of ours that keeps it")
    instrument: ExtensibleInstrument = Field(description="nota kesepakatan, MoU, kesepakatan bersama, PKS and others")
    title: str = Field(description="its title, in Indonesian; made from instrument, facility and field for a person")
    zone: Zone = Field(description="the keeper's time zone; every date of the event is a day in this zone")
    parties: tuple[PartyRef, ...] = Field(description="the parties with their roles")
    umbrella_id: UUID | None = Field(description="the agreement under which it stands; null: none")

    def is_own_of(self, facility_id: UUID) -> bool:
        """Whether a facility carries it out without being asked: a facility keeps it, or this one has signed it."""
        principals = {party.unit.id for party in self.parties if party.role == "principal"}
        return self.level == "facility" or facility_id in principals


class SignedFacts(AgreementEvent):
    """Everything that is known of a signed agreement."""

    predecessor_id: UUID | None = Field(description="the agreement that it continues; null for a first one")
    dated_on: date | None = Field(description="the date that the document bears; null where it bears none")
    signed_on: date = Field(description="the day of the last signature")
    in_force: InForce = Field(description="the days on which it is in force")
    numbers: tuple[DocumentNumber, ...] = Field(description="the numbers known on that day, one or more a party")
    runs_at: tuple[FacilityRef, ...] = Field(description="the facilities where it is carried out")
    scope_items: tuple[ScopeItem, ...] = Field(description="all that it covers, kept and added items alike")


class AgreementSigned(SignedFacts, type="agreement.signed.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"):
    """Every principal has signed. This event alone lists where the agreement is carried out."""

    continued_ids: tuple[UUID, ...] = Field(
        (), description="the agreements of other lines that it merges, or the one of which it is a part; mostly empty"
    )


class SignedAgreementCorrected(
    SignedFacts, type="agreement.signed.corrected.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """An erratum has corrected a slip in a signed agreement; the event has all of it as it is right."""

    corrects: UUID | None = Field(description="the id of the event that it corrects; null: from before v0.3.0")
    corrected: tuple[Annotated[CorrectedPart, Extensible()], ...] = Field(description="the parts that were wrong")


class RegisteredFacts(AgreementEvent):
    """Everything that is known of an agreement that was signed elsewhere."""

    predecessor_id: UUID | None = Field(description="the agreement that it continues; null for a first one")
    source: Annotated[RegistrationSource, Extensible()] = Field(description="paper, spreadsheet or press")
    confidence: Annotated[Confidence, Extensible()] = Field(description="how well it is known")
    dated_on: date | None = Field(description="the date that the document bears, if known")
    signed_on: date | None = Field(description="the day of the last signature, if known")
    in_force: InForce = Field(description="the days on which it is or was in force")
    ended_on: date | None = Field(description="the day on which it ended before its term; null: it did not")
    numbers: tuple[DocumentNumber, ...] = Field(description="the numbers that are known")
    runs_at: tuple[FacilityRef, ...] = Field(description="the facilities where it is carried out")
    scope_items: tuple[ScopeItem, ...] = Field(description="all that it covers")


class AgreementRegistered(
    RegisteredFacts, type="agreement.registered.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """An agreement that was signed elsewhere is on record, with whatever is known of it."""


class RegisteredAgreementCorrected(
    RegisteredFacts,
    type="agreement.registered.corrected.v1",
    topic=AGREEMENTS,
    key="line_id",
    subject="agreement_id",
):
    """An erratum has corrected a slip in a registered agreement; the event has all of it as it is right."""

    corrects: UUID | None = Field(description="the id of the event that it corrects; null: from before v0.3.0")
    corrected: tuple[Annotated[CorrectedPart, Extensible()], ...] = Field(description="the parts that were wrong")


class AgreementRegistrationRetracted(
    AgreementEvent, type="agreement.registered.retracted.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """The agreement was registered by mistake; consumers drop what its registration brought."""

    retracted_on: date = Field(description="the day on which the registration was retracted")


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


class AgreementAmended(
    AgreementEvent, type="agreement.amended.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """An addendum has changed its term, scope or parties; `agreement.scope_extended` lists items that it adds."""

    signed_on: date = Field(description="the day on which the addendum was signed")
    # Added later than the type; the defaults are for earlier events.
    effective_on: date | None = Field(None, description="the first day of its effect; null: the day of signing")
    addendum_id: UUID | None = Field(None, description="the addendum; null for one that was recorded as signed")
    changed: tuple[Annotated[AmendedPart, Extensible()], ...] = Field(
        ("term",), description="the parts that it has changed"
    )
    removed_items: tuple[UUID, ...] = Field((), description="the scope items that are not part of it any more")
    in_force: InForce = Field(description="the days on which it is in force by the addendum")


class AgreementExpired(
    AgreementEvent, type="agreement.expired.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Its last day is over. Admission is suspended; the end becomes final after 90 days or by decision."""

    expired_on: date = Field(description="the last day on which it was in force")
    final: bool = Field(description="whether no successor can revive what it suspended any more")


class TerminationAnnounced(
    AgreementEvent,
    type="agreement.termination_announced.v1",
    topic=AGREEMENTS,
    key="line_id",
    subject="agreement_id",
):
    """Notice was given that a signed agreement ends early, on a day to come; until then it is in force."""

    ground: Annotated[TerminationGround, Extensible()] = Field(description="by consent, by notice, by law")
    noticed_on: date = Field(description="the day on which notice was given")
    ends_on: date = Field(description="the last day on which it is in force")


class TerminationWithdrawn(
    AgreementEvent,
    type="agreement.termination_withdrawn.v1",
    topic=AGREEMENTS,
    key="line_id",
    subject="agreement_id",
):
    """A notice was taken back before it took effect: the agreement is in force until the end of its term."""

    withdrawn_on: date = Field(description="the day on which the notice was taken back")
    in_force: InForce = Field(description="the days on which it is in force again")


class AgreementTerminated(
    AgreementEvent, type="agreement.terminated.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """A signed agreement was ended before its term."""

    ground: Annotated[TerminationGround, Extensible()] = Field(description="by consent, by notice, by law")
    terminated_on: date = Field(description="the last day on which it is in force")


class FirstActivityRecorded(
    AgreementEvent, type="agreement.first_activity_recorded.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Something was delivered under the agreement for the first time: it is running."""

    scope_item_id: UUID = Field(description="the scope item under which it was delivered")
    activity: Activity = Field(description="what was delivered")
    occurred_on: date = Field(description="the day on which it was delivered")


class FirstActivityRetracted(
    AgreementEvent,
    type="agreement.first_activity_recorded.retracted.v1",
    topic=AGREEMENTS,
    key="line_id",
    subject="agreement_id",
):
    """Everything that was delivered under the agreement is retracted: it has not begun after all."""

    corrects: UUID | None = Field(
        description="the id of the event that it retracts; null: that one was emitted before its id was kept"
    )


class AgreementDormant(
    AgreementEvent, type="agreement.dormant.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Nothing was delivered under the agreement for 90 days, or for as long as the installation has set.

    It is announced once, until something is delivered.
    """

    quiet_since: date = Field(description="the day of the last delivery, or the first day in force")
    ever_delivered: bool = Field(description="whether anything was ever delivered under it")


class AgreementActivityResumed(
    AgreementEvent, type="agreement.activity_resumed.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Something was delivered again under an agreement that was announced as dormant."""

    quiet_since: date = Field(description="the day since which nothing had been delivered, as it was announced")
    resumed_on: date = Field(description="the day of the newest delivery")


def offered_to(event: AgreementSigned | AgreementRegistered) -> tuple[FacilityRef, ...]:
    """The facilities that are asked whether they carry out something of an agreement, which another unit has signed."""
    # What continues an earlier item is handed over to those who carry it out, and offered to the others at the start.
    continued = isinstance(event, AgreementSigned)
    if not any(item.delivery == "program" and not (continued and item.continues) for item in event.scope_items):
        return ()
    return tuple(each for each in event.runs_at if not event.is_own_of(each.id))
