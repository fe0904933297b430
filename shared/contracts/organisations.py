"""Public events about organisations: our own units and the partners. Key: the unit or partner itself."""

from datetime import date
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS
from shared.contracts.event import Event
from shared.contracts.parts import ExtensibleUnitKind
from shared.values.terms import Zone


class UnitChanged(Event, type="unit.changed.v1", topic=AGREEMENTS, key="unit_id", subject="unit_id"):
    """One of our own units has another name, kind, class, office or zone from a day on, or exists from that day on."""

    unit_id: UUID = Field(description="the unit")
    version: int = Field(description="the unit's version after the event; an event with a lower one is older")
    kind: ExtensibleUnitKind = Field(description="the kind of unit: ministry, directorate general, office or facility")
    name: str = Field(description="its official name from then on, in Indonesian")
    facility_kind: str | None = Field(description="lapas, rutan, lpka, bapas or rupbasan; null for another unit")
    facility_class: str | None = Field(description="its class, such as `IIA`; null without one")
    region: str | None = Field(description="code of the regional office to which it belongs from then on")
    zone: Zone = Field(description="its time zone")
    valid_from: date = Field(description="the first day of these values")
    valid_until: date | None = Field(description="the last day of the unit, once it is closed; null: not closed")
    predecessors: tuple[UUID, ...] = Field(description="the units whose work it continues")


class FieldPublished(Event, type="field.published.v1", topic=AGREEMENTS, key="field", subject="field"):
    """A field of cooperation was added, has another name, or can no longer be chosen."""

    field: str = Field(description="code of the field; it never changes")
    version: int = Field(description="the version of the tree of fields; an event with a lower one is older")
    name_indonesian: str = Field(description="its name in Indonesian from now on")
    name_english: str = Field(description="its name in English from now on")
    parent: str | None = Field(description="code of the field directly above it; null: at the top")
    closed: bool = Field(description="whether new scope items can no longer choose it; older ones keep it")


class PartnerRegistered(Event, type="partner.registered.v1", topic=AGREEMENTS, key="partner_id", subject="partner_id"):
    """A partner, or an agency of a partner, was registered."""

    partner_id: UUID = Field(description="the partner or agency")
    version: int = Field(description="the partner's version after the event; an event with a lower one is older")
    name: str = Field(description="the organisation's name; a general word for a person")
    category: str = Field(description="code of the partner's category, such as `local_government`")
    parent_id: UUID | None = Field(description="the partner directly above it; null: none")


class PartnerRenamed(Event, type="partner.renamed.v1", topic=AGREEMENTS, key="partner_id", subject="partner_id"):
    """A partner has another name, or is under another partner."""

    partner_id: UUID = Field(description="the partner")
    version: int = Field(description="the partner's version after the event; an event with a lower one is older")
    name: str = Field(description="the organisation's name from now on; a general word for a person")
    category: str = Field(description="code of the partner's category")
    parent_id: UUID | None = Field(description="the partner directly above it; null: none")


class PartnerMerged(Event, type="partner.merged.v1", topic=AGREEMENTS, key="partner_id", subject="partner_id"):
    """Two entries were one partner: the id stays valid for ever and resolves to the other."""

    partner_id: UUID = Field(description="the partner that is merged")
    version: int = Field(description="the partner's version after the event; an event with a lower one is older")
    merged_into: UUID | None = Field(description="the partner that stays; null: a merge was taken back")


class PartnerClosed(Event, type="partner.closed.v1", topic=AGREEMENTS, key="partner_id", subject="partner_id"):
    """A partner no longer exists. What it agreed stays on record."""

    partner_id: UUID = Field(description="the partner")
    version: int = Field(description="the partner's version after the event; an event with a lower one is older")
    closed_on: date = Field(description="the last day of its existence")
