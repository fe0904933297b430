"""Internal events about positions: which account may act as what, and where. Key: the position."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS_INTERNAL
from shared.contracts.event import Event, Growing, field_class
from shared.contracts.parts import AnyCapacity
from shared.values.capabilities import Capability, ScopeKind


class PositionAssigned(
    Event, type="position.assigned.v1", topic=AGREEMENTS_INTERNAL, key="position_id", subject="position_id"
):
    """An account may act as something, somewhere, from a day on; emitted again whenever any of it changes."""

    position_id: UUID = Field(description="the position")
    version: int = Field(description="the position's version after this event")
    account: str = Field(description="the account that holds it", json_schema_extra=field_class("internal"))
    capability: Annotated[Capability, Growing()] = Field(description="what the account may act as")
    scope_kind: ScopeKind = Field(description="what `unit` is")
    unit: str = Field(description="the facility's or partner's id, the region's code, or empty for the nation")
    capacity: AnyCapacity = Field(description="definitive, acting (Plt), daily acting (Plh), caretaker (Pj) and others")
    title: str | None = Field(description="the position's title, such as Kepala Seksi Binadik, if known")
    letter: str | None = Field(description="the number of the letter of appointment, if known")
    acts_for: UUID | None = Field(description="the position whose holder it stands in for; null: none")
    valid_from: date = Field(description="the first day")
    valid_until: date | None = Field(description="the last day, included; null: until further notice")
    region: str | None = Field(description="code of the region in which the facility or regional office is")
