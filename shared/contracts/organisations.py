"""Public events about organisations. Key: the partner."""

from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS
from shared.contracts.event import Event


class PartnerRegistered(Event, type="partner.registered.v1", topic=AGREEMENTS, key="partner_id", subject="partner_id"):
    """A partner, or an agency of a partner, was registered."""

    partner_id: UUID = Field(description="the partner or agency")
    version: int = Field(description="the partner's version after the event; an event with a lower one is older")
    name: str = Field(description="the organisation's name")
    category: str = Field(description="code of the partner's category, such as `local_government`")
    parent_id: UUID | None = Field(description="the partner to which the agency belongs; null for a partner")
