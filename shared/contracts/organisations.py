"""Public events about organisations. Key: the partner itself."""

from datetime import date
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS
from shared.contracts.event import Event


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
