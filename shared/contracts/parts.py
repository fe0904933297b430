"""Values that several events carry, so that consumers need no further request: units, partners, scope items, terms."""

from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from shared.contracts.event import Extensible, Part
from shared.values import terms
from shared.values.capabilities import Capacity
from shared.values.cooperation import Instrument, Pillar, Side, SignatureMethod
from shared.values.terms import Zone

ExtensibleInstrument = Annotated[Instrument, Extensible()]
ExtensibleCapacity = Annotated[Capacity, Extensible()]
ExtensibleSide = Annotated[Side, Extensible()]
ExtensibleSignatureMethod = Annotated[SignatureMethod, Extensible()]


class FacilityRef(Part):
    """A facility, with the code of its region and its time zone."""

    id: UUID = Field(description="the facility; the id stays the same when its name or class changes")
    name: str = Field(description="its official name when the event happened, in Indonesian")
    region: str = Field(description="code of the regional office to which it belongs")
    zone: Zone = Field(description="its time zone; every date of the event is a day in this zone")


class PartnerRef(Part):
    """A partner or one of its agencies."""

    id: UUID = Field(description="the partner or agency; the id stays the same when its name changes")
    name: str = Field(description="its name when the event happened; an organisation, never a person")


class ScopeItem(Part):
    """One item of an agreement's scope: a field of cooperation, its description, and the responsible agency."""

    id: UUID = Field(description="the item in this agreement; a successor gives it another id")
    field: str = Field(description="code of the field of cooperation, such as `package_a`")
    description: str = Field(description="the agreed activity, in Indonesian")
    pillar: Pillar = Field(description="the pillar of coaching that it serves")
    agency: PartnerRef | None = Field(default=None, description="the responsible agency of the partner, if named")


class Term(terms.Term):
    """The first and the last day on which something is in force, both included, in the zone of its facility."""

    # The term in requests refuses unknown fields; this one ignores them, as all events do, and is made from the former.
    model_config = ConfigDict(extra="ignore", from_attributes=True)

    effective_from: terms.Day = Field(description="the first day")
    effective_until: terms.Day = Field(description="the last day, included")


class Handover(Part):
    """A kept scope item: its id in the old and in the new agreement, and the agency responsible in the new one."""

    old_item_id: UUID = Field(description="the scope item in the agreement that ends")
    new_item_id: UUID = Field(description="the same item in the agreement that begins")
    agency: PartnerRef | None = Field(default=None, description="the responsible agency from then on, if named")


class Authorisation(Part):
    """The basis of a program: an agreement, its line, and the scope item."""

    agreement_id: UUID = Field(description="the agreement under which the program runs")
    line_id: UUID = Field(description="its line: the key of the agreement's events")
    scope_item_id: UUID = Field(description="the item of its scope that the program carries out")
