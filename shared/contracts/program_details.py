"""Internal events of the programs service: offers and their answers, exact counts, gaps of the catalogue."""

from datetime import date
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event
from shared.contracts.parts import Attendance, FacilityRef, ScopeItem

PROGRAMS_INTERNAL = "programs.internal.v1"


class OfferEvent(Event):
    """What every event about an offer carries: one agreement, offered to one facility."""

    offer_id: UUID = Field(description="the offer")
    version: int = Field(description="the offer's version after this event")
    agreement_id: UUID = Field(description="the regional or national agreement")
    line_id: UUID = Field(description="its line")
    facility: FacilityRef = Field(description="the facility to which it is offered")


class OfferAccepted(
    OfferEvent, type="offer.accepted.v1", topic=PROGRAMS_INTERNAL, key="agreement_id", subject="offer_id"
):
    """The facility carries out the items."""

    scope_item_ids: tuple[UUID, ...] = Field(description="the items that it carries out")


class OfferDeclined(
    OfferEvent, type="offer.declined.v1", topic=PROGRAMS_INTERNAL, key="agreement_id", subject="offer_id"
):
    """The facility does not carry out the items."""

    scope_item_ids: tuple[UUID, ...] = Field(description="the items that it does not carry out")
    reason: str = Field(description="code of the reason: no_need, no_capacity, covered_otherwise, not_here")


class OfferOverdue(
    OfferEvent, type="offer.overdue.v1", topic=PROGRAMS_INTERNAL, key="agreement_id", subject="offer_id"
):
    """Fourteen days passed without an answer: the regional office is asked."""

    offered_on: date = Field(description="the day of the offer")


class CohortCounted(Event, type="cohort.counted.v1", topic=PROGRAMS_INTERNAL, key="program_id", subject="cohort_id"):
    """Exact count of a cohort of a sensitive program."""

    program_id: UUID = Field(description="the program")
    version: int = Field(description="the program's version after this event")
    cohort_id: UUID = Field(description="the cohort")
    participants: int = Field(description="how many were admitted")


class SessionCounted(Event, type="session.counted.v1", topic=PROGRAMS_INTERNAL, key="program_id", subject="session_id"):
    """Exact counts of a session of a sensitive program; emitted again when they are corrected."""

    program_id: UUID = Field(description="the program")
    version: int = Field(description="the program's version after this event")
    session_id: UUID = Field(description="the session")
    attendance: Attendance | None = Field(description="the counts; null: the session was retracted")


class PracticeMissing(
    Event, type="catalogue.practice_missing.v1", topic=PROGRAMS_INTERNAL, key="agreement_id", subject="scope_item_id"
):
    """A scope item has no practice in the catalogue: the directorate general has to provide one."""

    agreement_id: UUID = Field(description="the agreement")
    line_id: UUID = Field(description="its line")
    scope_item_id: UUID = Field(description="the item")
    facility: FacilityRef = Field(description="the facility where it should be carried out")
    item: ScopeItem = Field(description="the item as it was signed")


class PracticeProvided(
    Event, type="catalogue.practice_provided.v1", topic=PROGRAMS_INTERNAL, key="agreement_id", subject="scope_item_id"
):
    """A scope item that lacked a practice has one now."""

    agreement_id: UUID = Field(description="the agreement")
    line_id: UUID = Field(description="its line")
    scope_item_id: UUID = Field(description="the item")
    practice: str = Field(description="code of the practice")
