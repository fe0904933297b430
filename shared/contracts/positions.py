"""Internal events about positions: which account has which capability in which unit. Key: the position."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS_INTERNAL
from shared.contracts.event import Event, Extensible, field_class
from shared.contracts.parts import ExtensibleCapacity, FacilityRef
from shared.values.capabilities import Capability, ScopeKind


class PositionAssigned(
    Event, type="position.assigned.v1", topic=AGREEMENTS_INTERNAL, key="position_id", subject="position_id"
):
    """An account has a capability in a unit from a day on; published again whenever the position changes."""

    position_id: UUID = Field(description="the position")
    version: int = Field(description="the position's version after the event; an event with a lower one is older")
    account: str = Field(description="the account that holds it", json_schema_extra=field_class("internal"))
    capability: Annotated[Capability, Extensible()] = Field(description="the capability of the account")
    scope_kind: ScopeKind = Field(description="the kind of `unit`")
    unit: str = Field(description="the facility's or partner's id, the region's code, or empty for the nation")
    capacity: ExtensibleCapacity = Field(description="definitive, acting (Plt), daily acting (Plh) and others")
    title: str | None = Field(description="the name of the office, such as Kepala Seksi Binadik, if known")
    facility: FacilityRef | None = Field(description="the facility as it is now; null: the unit is no facility")
    acts_for: UUID | None = Field(description="the position whose holder this one replaces; null: none")
    letter: str | None = Field(description="the number of the letter of appointment, if known")
    valid_from: date = Field(description="the first day of the position")
    valid_until: date | None = Field(description="the last day, included; null: no end is known")
    # Added later than the type. Earlier events without it stay in the topic forever; the default is for them.
    region: str | None = Field(None, description="code of the region of the facility or regional office")
