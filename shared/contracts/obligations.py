"""Internal events about obligations of parties and their dues. Key: the line of the agreement."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS_INTERNAL, AgreementEvent
from shared.contracts.event import Extensible
from shared.contracts.parts import UnitRef
from shared.values.cooperation import ObligationMeasure, ObligationSchedule


class ObligationEvent(AgreementEvent):
    """Fields of every event about an obligation."""

    obligation_id: UUID = Field(description="the obligation")
    version: int = Field(description="the obligation's version after the event; an event with a lower one is older")
    unit: UnitRef = Field(description="the party, or the agency under one, that has promised it")
    measure: Annotated[ObligationMeasure, Extensible()] = Field(
        description="sessions, minutes, persons, goods or rupiah"
    )
    quantity: int = Field(description="how much is owed for each due; of a due its own quantity")
    schedule: Annotated[ObligationSchedule, Extensible()] = Field(
        description="once on a day, each month, for each cohort, or when it is asked for"
    )


class DueEvent(ObligationEvent):
    """Fields of every event about one due of an obligation."""

    due_id: UUID = Field(description="the due")
    due_on: date = Field(description="the last day to deliver")
    delivered: int = Field(description="how much was delivered for it so far")


class ObligationAgreed(
    ObligationEvent,
    type="obligation.agreed.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="obligation_id",
):
    """An obligation of a draft or of a signed text is on record. It binds while the agreement is in force."""

    scope_item_id: UUID | None = Field(description="the scope item that it belongs to; null: none")


class ObligationChanged(
    ObligationEvent, type="obligation.changed.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="obligation_id"
):
    """An addendum has changed how much is owed; periods that have begun keep what was owed for them."""

    scope_item_id: UUID | None = Field(description="the scope item that it belongs to; null: none")
    effective_on: date = Field(description="the first day of the change")
    former_quantity: int = Field(description="how much was owed for each due before")


class ObligationEnded(
    ObligationEvent, type="obligation.ended.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="obligation_id"
):
    """An obligation has ended, by an addendum or because it was recorded by mistake."""

    ended_on: date = Field(description="its last day")


class ObligationDelivered(
    DueEvent, type="obligation.delivered.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="obligation_id"
):
    """All that is owed for a due was delivered."""


class ObligationMissed(
    DueEvent, type="obligation.missed.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="obligation_id"
):
    """The day of a due is over, and less was delivered than is owed. Announced again if a correction lowers it."""


class ObligationWaived(
    DueEvent, type="obligation.waived.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="obligation_id"
):
    """A due is asked for no more."""
