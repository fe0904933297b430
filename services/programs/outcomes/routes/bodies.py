"""The parts of requests about outcomes that several routes have."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from services.programs.outcomes.model.outcome import Outcome
from shared.values.inputs import ShortText

Items = Annotated[
    tuple[UUID, ...],
    Field(max_length=50, description="the scope items that it fulfils; empty: the facility's own activity"),
]
Year = Annotated[int, Query(ge=1900, le=2999)]
REASON: dict[str, Any] = {"reason": "Jumlahnya keliru."}


class OutcomeRetraction(BaseModel):
    """Why an outcome does not count."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Tercatat dua kali."}]})

    reason: ShortText


class OutcomeReceipt(BaseModel):
    """The outcome as it is recorded, and the scope items that it fulfils."""

    id: UUID
    delivered_for: list[UUID]
    version: int

    @classmethod
    def of(cls, outcome: Outcome) -> "OutcomeReceipt":
        """The receipt of an outcome."""
        items = [each.scope_item_id for each in outcome.delivered_for]
        return cls(id=outcome.id, delivered_for=items, version=outcome.version)
