"""Parties and scope items as a draft names them, before they are looked up in the register."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, model_validator

from services.agreements.agreement.model.parts import PartyRole
from services.agreements.register.model.fields import FieldCode
from shared.values.cooperation import Pillar
from shared.values.inputs import ShortText


class NewParty(BaseModel):
    """Either a facility or a partner."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: PartyRole = "principal"
    facility_id: UUID | None = None
    partner_id: UUID | None = None

    @model_validator(mode="after")
    def _is_one_unit(self) -> "NewParty":
        if (self.facility_id is None) == (self.partner_id is None):
            raise ValueError("give either facility_id or partner_id")
        return self


class NewScopeItem(BaseModel):
    """One item of the scope; `agency_id` is a partner whose parent is a party."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    field: FieldCode
    description: ShortText
    pillar: Pillar
    agency_id: UUID | None = None
    target: ShortText | None = None

    @property
    def kept_item(self) -> UUID | None:
        """The predecessor's item that this one keeps; none for a new item."""
        return None


class DraftedScopeItem(NewScopeItem):
    """In the draft of an extension, `continues` is the predecessor's item that this one keeps."""

    continues: UUID | None = None

    @property
    def kept_item(self) -> UUID | None:
        """The predecessor's item that this one keeps; none for a new item."""
        return self.continues
