"""Internal events about evaluations of agreements. Key: the evaluation."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS_INTERNAL
from shared.contracts.event import Event, Extensible, Part
from shared.contracts.parts import PartnerRef, UnitRef
from shared.values.cooperation import EvaluationRecommendation


class Recommendation(Part):
    """The recommendation for one agreement."""

    agreement_id: UUID = Field(description="the evaluated agreement")
    recommendation: Annotated[EvaluationRecommendation, Extensible()] = Field(
        description="go on as it is, extend, change by an addendum, or end"
    )


class EvaluationEvent(Event):
    """Fields of every event about an evaluation."""

    evaluation_id: UUID = Field(description="the evaluation")
    version: int = Field(description="the evaluation's version after the event; an event with a lower one is older")
    keeper: UnitRef = Field(description="the unit that keeps the agreements and evaluates them")
    period_from: date = Field(description="the first day of the evaluated period")
    period_until: date = Field(description="the last day of the evaluated period")


class EvaluationOpened(
    EvaluationEvent,
    type="evaluation.opened.v1",
    topic=AGREEMENTS_INTERNAL,
    key="evaluation_id",
    subject="evaluation_id",
):
    """One evaluation of one or many agreements has begun."""

    due_on: date = Field(description="the day by which it is to be completed")
    agreements: tuple[UUID, ...] = Field(description="the evaluated agreements")
    partners: tuple[PartnerRef, ...] = Field(description="the partners that are principals of any of them")


class EvaluationCompleted(
    EvaluationEvent,
    type="evaluation.completed.v1",
    topic=AGREEMENTS_INTERNAL,
    key="evaluation_id",
    subject="evaluation_id",
):
    """All findings are on record; each agreement has its recommendation."""

    completed_on: date = Field(description="the day on which it was completed")
    recommendations: tuple[Recommendation, ...] = Field(description="one for each agreement")


class EvaluationCorrected(
    EvaluationEvent,
    type="evaluation.completed.corrected.v1",
    topic=AGREEMENTS_INTERNAL,
    key="evaluation_id",
    subject="evaluation_id",
):
    """A further edition of an evaluation is signed off; the one before stays on record as it was."""

    completed_on: date = Field(description="the day on which this edition was signed off")
    recommendations: tuple[Recommendation, ...] = Field(description="one for each agreement")
    edition: int = Field(description="the number of this edition; the first one has the number 1")
    corrects: UUID | None = Field(description="the id of the event that it corrects")
