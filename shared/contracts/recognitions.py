"""Events about recognitions of partners. Key: the partner."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS, AGREEMENTS_INTERNAL
from shared.contracts.event import Event, Extensible
from shared.contracts.parts import PartnerRef, UnitRef
from shared.values.cooperation import Level, RecognitionGround, RecognitionKind, RecognitionRefusal


class RecognitionEvent(Event):
    """Fields of every event about a recognition."""

    partner_id: UUID = Field(description="the partner; events about one partner stay in order")
    recognition_id: UUID = Field(description="the recognition")
    version: int = Field(description="the recognition's version after the event; an event with a lower one is older")
    level: Annotated[Level, Extensible()] = Field(description="the level of its decision: facility, regional, national")
    keeper: UnitRef = Field(description="the unit of ours that recognises the partner")
    partner: PartnerRef = Field(description="the partner with its name; a general word for a person")
    kind: Annotated[RecognitionKind, Extensible()] = Field(description="a charter, a plaque or a letter of thanks")
    ground: Annotated[RecognitionGround, Extensible()] = Field(
        description="obligations fulfilled, sessions delivered, or commended by evaluations"
    )
    period_from: date = Field(description="the first day of the period for which it is recognised")
    period_until: date = Field(description="the last day of that period")


class RecognitionProposed(
    RecognitionEvent,
    type="recognition.proposed.v1",
    topic=AGREEMENTS_INTERNAL,
    key="partner_id",
    subject="recognition_id",
):
    """A recognition was proposed; the record of the period shows its ground."""


class RecognitionRefused(
    RecognitionEvent,
    type="recognition.refused.v1",
    topic=AGREEMENTS_INTERNAL,
    key="partner_id",
    subject="recognition_id",
):
    """A proposed recognition was refused."""

    reason: Annotated[RecognitionRefusal, Extensible()] = Field(description="why it was refused")


class PartnerRecognised(
    RecognitionEvent, type="partner.recognised.v1", topic=AGREEMENTS, key="partner_id", subject="recognition_id"
):
    """A partner was recognised by one of our units."""

    recognised_on: date = Field(description="the day of the decision")
