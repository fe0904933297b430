"""An item that an extension or an addendum adds, as a row of a form."""

from uuid import UUID

from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.agreements.agreement.model.drafts import NewScopeItem
from services.agreements.agreement.pages.form import Ids, staying_rows
from services.agreements.register.model.fields import FieldCode
from shared.values.cooperation import Delivery, Function, Pillar
from shared.values.inputs import Paragraph, ShortText


class Addition(BaseModel):
    """An added item. Its ground is a meeting, or a decision without one, which needs a reason."""

    field: FieldCode
    description: ShortText
    function: Function = "coaching"
    pillar: Pillar | None = None
    delivery: Delivery = "program"
    own_section: ShortText | None = None
    target: ShortText | None = None
    agencies: Ids = ()
    meeting_id: UUID | None = None
    ground_reason: Paragraph | None = Field(None, validate_default=True)

    @field_validator("ground_reason")
    @classmethod
    def _has_a_ground(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("meeting_id") is None:
            raise PydanticCustomError("fault_ground", "an addition has a ground")
        return value

    def item(self) -> NewScopeItem:
        """The item as the draft names it."""
        return NewScopeItem(ground="meeting" if self.meeting_id else "decided_without", **dict(self))


def filled_rows(value: object) -> object:
    """The rows of a form in which something is given."""
    given = staying_rows(value)
    return [row for row in given if row] if isinstance(given, list) else given
