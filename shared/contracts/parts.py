"""Values that several events carry, so that a reader need not ask back: units, partners, scope items, terms."""

from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from shared.contracts.event import Growing, Part
from shared.values import terms
from shared.values.cooperation import Instrument, Pillar, Side, SignatureMethod
from shared.values.terms import Zone

AnyInstrument = Annotated[Instrument, Growing()]
AnySide = Annotated[Side, Growing()]
AnySignatureMethod = Annotated[SignatureMethod, Growing()]


class FacilityRef(Part):
    """A facility with what its readers need: its region's code and its time zone."""

    id: UUID = Field(description="the facility; stays when its name or class changes")
    name: str = Field(description="its official name when the event happened, in Indonesian")
    region: str = Field(description="code of the regional office to which it belongs")
    zone: Zone = Field(description="its time zone: every day (date) of the event is a day there")


class PartnerRef(Part):
    """A partner or one of its agencies."""

    id: UUID = Field(description="the partner or agency; stays when its name changes")
    name: str = Field(description="its name when the event happened; an organisation, never a person")


class ScopeItem(Part):
    """One item of an agreement's scope: a field of cooperation, what is meant, and which agency answers for it."""

    id: UUID = Field(description="the item in this agreement; a successor gives it another id")
    field: str = Field(description="code of the field of cooperation, such as `package_a`")
    description: str = Field(description="what the parties agreed, in Indonesian")
    pillar: Pillar = Field(description="the pillar of coaching that it serves")
    agency: PartnerRef | None = Field(default=None, description="the partner's agency that answers for it, if named")


class Term(terms.Term):
    """From the first to the last day on which something holds, both included, in the zone of its facility."""

    # A term of the field is strict about what people send; one inside an event ignores what it does not know, as all
    # events do, and is made from the former.
    model_config = ConfigDict(extra="ignore", from_attributes=True)

    effective_from: terms.Day = Field(description="the first day")
    effective_until: terms.Day = Field(description="the last day, included")


class Handover(Part):
    """A kept scope item: its id in the old agreement and in the new one, and who answers for it there."""

    old_item_id: UUID = Field(description="the scope item in the agreement that ends")
    new_item_id: UUID = Field(description="the same item in the agreement that begins")
    agency: PartnerRef | None = Field(default=None, description="the agency that answers for it from then on, if named")


class Authorisation(Part):
    """What carries a program: an agreement, its line, and the scope item."""

    agreement_id: UUID = Field(description="the agreement under which the program runs")
    line_id: UUID = Field(description="its line: the key of the agreement's events")
    scope_item_id: UUID = Field(description="the item of its scope that the program carries out")
