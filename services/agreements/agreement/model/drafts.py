"""Parties and scope items as a draft names them, before they are looked up in the register."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.agreements.agreement.model.terms import TermClause
from services.agreements.register.model.fields import FieldCode
from shared.values.cooperation import AdditionGround, Delivery, Function, Instrument, PartyRole, Pillar
from shared.values.inputs import Paragraph, ShortText, Title


class NewParty(BaseModel):
    """A unit of any kind and its role; `signers` is the number of persons who have to sign for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    unit_id: UUID
    role: PartyRole = "principal"
    signers: int = Field(1, ge=1, le=10, strict=True)


class NewScopeItem(BaseModel):
    """One item of the scope. An item that is already in the draft is named by its `id` and keeps it.

    `agencies` are the party itself or anything under it. In an extension an added item names its ground.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: UUID | None = None
    field: FieldCode
    description: ShortText
    function: Function = "coaching"
    pillar: Pillar | None = None
    delivery: Delivery = "program"
    agencies: tuple[UUID, ...] = Field((), max_length=20)
    own_section: ShortText | None = None
    target: ShortText | None = None
    continues: tuple[UUID, ...] = Field((), max_length=20)
    ground: AdditionGround | None = None
    meeting_id: UUID | None = None
    ground_reason: Paragraph | None = None

    @model_validator(mode="after")
    def _fits(self) -> "NewScopeItem":
        if self.pillar is not None and self.function != "coaching":
            raise ValueError("only coaching has a pillar")
        if (self.ground == "meeting") != (self.meeting_id is not None):
            raise ValueError('give meeting_id with the ground "meeting", and only then')
        if self.ground == "decided_without" and self.ground_reason is None:
            raise ValueError('the ground "decided_without" needs ground_reason')
        return self


class DraftContent(BaseModel):
    """The content of a draft; what is not known yet may be left out, and is listed as missing until then."""

    model_config = ConfigDict(extra="forbid")

    instrument: Instrument
    title: Title
    called: ShortText | None = None
    # A national agreement may name every one of the 612 facilities.
    parties: tuple[NewParty, ...] = Field(max_length=700)
    runs_at: tuple[UUID, ...] | None = Field(None, max_length=700)
    umbrella_id: UUID | None = None
    term: TermClause | None = None
    legal_basis: Paragraph | None = None
    funding: Paragraph | None = None
    scope_items: tuple[NewScopeItem, ...] = Field((), max_length=60)
