"""The fields of an instructor in forms."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.programs.instructors.model import Certificate, InstructorFacts, Permit
from services.programs.program.model.parts import Organisation
from shared.console.forms import FormDay
from shared.values.inputs import DocumentNumber, ShortText


class InstructorFields(BaseModel):
    """The entry of an instructor; without an organisation it is staff of the facility."""

    organisation: UUID | None = None
    duty: ShortText
    teaching_certificate: DocumentNumber | None = None
    certificate_until: FormDay | None = None
    permit: DocumentNumber | None = None
    permit_from: FormDay | None = Field(None, validate_default=True)
    permit_until: FormDay | None = Field(None, validate_default=True)
    left_on: FormDay | None = None

    @field_validator("permit_from", "permit_until")
    @classmethod
    def _of_a_permit(cls, value: FormDay | None, info: ValidationInfo) -> FormDay | None:
        if (value is None) != (info.data.get("permit") is None):
            raise PydanticCustomError("fault_permit_days", "a permit has a number and two days")
        return value

    def facts(self, known: Sequence[Organisation]) -> InstructorFacts:
        """The entry. Raises `PermitEndsBeforeItBegins`."""
        permit = None
        if self.permit and self.permit_from and self.permit_until:
            permit = Permit(self.permit, self.permit_from, self.permit_until)
        return InstructorFacts(
            organisation=next((each for each in known if each.id == self.organisation), None),
            duty=self.duty,
            certificate=Certificate(self.teaching_certificate, self.certificate_until)
            if self.teaching_certificate
            else None,
            permit=permit,
            left_on=self.left_on,
        )
