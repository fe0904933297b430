"""Events about organisations: our own units and the partners. Key: the unit or partner itself."""

from datetime import date
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS
from shared.contracts.event import Event
from shared.values.cooperation import UnitKind


class UnitChanged(Event, type="unit.changed.v1", topic=AGREEMENTS, key="unit_id", subject="unit_id"):
    """A unit of ours has another name, kind, class, office or zone from a day on, or exists from then on."""

    unit_id: UUID = Field(description="the unit")
    version: int = Field(description="the unit's version after this event")
    kind: UnitKind = Field(description="what kind of unit it is")
    name: str = Field(description="its official name from then on, in Indonesian")
    facility_kind: str | None = Field(description="lapas, rutan, lpka, bapas or rupbasan; null for an office")
    facility_class: str | None = Field(description="its class, such as `IIA`; null where it has none")
    region: str | None = Field(description="code of the regional office to which it belongs from then on")
    zone: str = Field(description="its time zone")
    valid_from: date = Field(description="the first day of all this")
    valid_until: date | None = Field(description="the last day, once it is closed; null: it goes on")
    predecessors: tuple[UUID, ...] = Field(description="the units whose work it continues")


class PartnerRegistered(Event, type="partner.registered.v1", topic=AGREEMENTS, key="partner_id", subject="partner_id"):
    """A partner, or an agency of one, is in the master data."""

    partner_id: UUID = Field(description="the partner or agency")
    version: int = Field(description="the partner's version after this event")
    name: str = Field(description="the organisation's name; a general word for a person")
    category: str = Field(description="code of the partner's category, such as `local_government`")
    parent_id: UUID | None = Field(description="the partner under which it stands; null: none")


class PartnerRenamed(Event, type="partner.renamed.v1", topic=AGREEMENTS, key="partner_id", subject="partner_id"):
    """A partner has another name, or stands under another partner."""

    partner_id: UUID = Field(description="the partner")
    version: int = Field(description="the partner's version after this event")
    name: str = Field(description="its name from now on")
    category: str = Field(description="code of the partner's category")
    parent_id: UUID | None = Field(description="the partner under which it stands; null: none")


class PartnerMerged(Event, type="partner.merged.v1", topic=AGREEMENTS, key="partner_id", subject="partner_id"):
    """Two entries were one partner: the id stays valid for ever and resolves to the other."""

    partner_id: UUID = Field(description="the partner that goes")
    version: int = Field(description="the partner's version after this event")
    merged_into: UUID | None = Field(description="the partner that stays; null: a merge was taken back")


class PartnerClosed(Event, type="partner.closed.v1", topic=AGREEMENTS, key="partner_id", subject="partner_id"):
    """A partner no longer exists. What it agreed stays on record."""

    partner_id: UUID = Field(description="the partner")
    version: int = Field(description="the partner's version after this event")
    closed_on: date = Field(description="the last day of its existence")
