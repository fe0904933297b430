"""The form of a draft: instrument, parties, term and scope, as a browser sends them."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.agreements.agreement.model.drafts import NewParty, NewScopeItem
from services.agreements.agreement.model.terms import FixedTerm, OpenTerm, RunningTerm, TermClause
from services.agreements.register.model.fields import FieldCode
from shared.console.forms import FormDay, rows, several
from shared.values.cooperation import AdditionGround, Delivery, Function, Instrument, PartyRole, Pillar
from shared.values.inputs import Paragraph, ShortText, Title

TermKind = Literal["unknown", "fixed", "running", "open"]
Ids = Annotated[tuple[UUID, ...], BeforeValidator(several)]


class TermFields(BaseModel):
    """The term clause in fields of its own; each kind uses some of them."""

    term_kind: TermKind = "unknown"
    starts_on: FormDay | None = None
    ends_on: FormDay | None = Field(None, validate_default=True)
    months: int | None = Field(None, ge=1, le=600, validate_default=True)
    notice_months: int = Field(0, ge=0, le=24)

    @field_validator("ends_on")
    @classmethod
    def _ends_later(cls, value: date | None, info: ValidationInfo) -> date | None:
        if info.data.get("term_kind") != "fixed":
            return value
        first = info.data.get("starts_on")
        if value is None or first is None:
            raise PydanticCustomError("fault_days_of_term", "a fixed term has two days")
        if value < first:
            raise PydanticCustomError("fault_ends_early", "the last day is before the first")
        return value

    @field_validator("months")
    @classmethod
    def _has_months(cls, value: int | None, info: ValidationInfo) -> int | None:
        if info.data.get("term_kind") == "running" and value is None:
            raise PydanticCustomError("fault_missing", "a running term has months")
        return value

    @property
    def term(self) -> TermClause | None:
        """The clause."""
        match self.term_kind:
            case "fixed" if self.starts_on and self.ends_on:
                return FixedTerm(starts_on=self.starts_on, ends_on=self.ends_on)
            case "running" if self.months:
                return RunningTerm(months=self.months, starts_on=self.starts_on)
            case "open":
                return OpenTerm(starts_on=self.starts_on, notice_months=self.notice_months)
        return None


class ItemFields(BaseModel):
    """One scope item. A row without field and description is an empty one, and a marked one is left out."""

    id: UUID | None = None
    remove: bool = False
    field: FieldCode
    description: ShortText
    function: Function = "coaching"
    pillar: Pillar | None = None
    delivery: Delivery = "program"
    agencies: Ids = ()
    own_section: ShortText | None = None
    target: ShortText | None = None
    continues: Ids = ()
    ground: AdditionGround | None = None
    meeting_id: UUID | None = Field(None, validate_default=True)
    ground_reason: Paragraph | None = Field(None, validate_default=True)

    @field_validator("pillar")
    @classmethod
    def _of_coaching(cls, value: Pillar | None, info: ValidationInfo) -> Pillar | None:
        if value and info.data.get("function") != "coaching":
            raise PydanticCustomError("fault_pillar", "only coaching has a pillar")
        return value

    @field_validator("meeting_id")
    @classmethod
    def _with_the_ground(cls, value: UUID | None, info: ValidationInfo) -> UUID | None:
        if info.data.get("ground") == "meeting" and value is None:
            raise PydanticCustomError("fault_missing", "name the meeting")
        return value if info.data.get("ground") == "meeting" else None

    @field_validator("ground_reason")
    @classmethod
    def _with_a_decision(cls, value: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("ground") == "decided_without" and value is None:
            raise PydanticCustomError("fault_missing", "name the reason")
        return value

    def item(self) -> NewScopeItem:
        """The item as the draft names it."""
        return NewScopeItem(**self.model_dump(exclude={"remove"}))


def _filled(value: object) -> object:
    given = rows(value)
    if not isinstance(given, list):
        return given
    kept = {"function", "delivery"}
    return [row for row in given if isinstance(row, dict) and row.keys() - kept and "remove" not in row]


class PartyFields(BaseModel):
    """One party; a marked one is left out."""

    unit_id: UUID
    role: PartyRole = "principal"
    signers: int = Field(1, ge=1, le=10)

    def party(self) -> NewParty:
        """The party as the draft names it."""
        return NewParty(**dict(self))


def staying_rows(value: object) -> object:
    """Rows of a form without those that are marked to be removed."""
    given = rows(value)
    if not isinstance(given, list):
        return given
    return [row for row in given if isinstance(row, dict) and "remove" not in row]


class DraftForm(TermFields):
    """The content of a draft."""

    instrument: Instrument
    title: Title
    called: ShortText | None = None
    parties: Annotated[tuple[PartyFields, ...], BeforeValidator(staying_rows)] = ()
    legal_basis: Paragraph | None = None
    funding: Paragraph | None = None
    scope_items: Annotated[tuple[ItemFields, ...], BeforeValidator(_filled)] = ()

    def content(self) -> dict[str, Any]:
        """The content for a command."""
        names = ("instrument", "title", "called", "legal_basis", "funding", "term")
        return {name: getattr(self, name) for name in names} | {
            "parties": tuple(row.party() for row in self.parties),
            "scope_items": tuple(row.item() for row in self.scope_items),
        }
