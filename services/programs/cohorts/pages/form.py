"""The participants of a form: groups that have their kind and their basis in common, a pseudonym on each line."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.programs.cohorts.model.admission import LARGEST_COHORT, Admission, AdmissionBasis, BasisReference
from shared.values.cooperation import ParticipantKind


def _lines(value: object) -> object:
    """The lines of a text area that are not empty; a comma or a space separates as well."""
    return value.replace(",", " ").split() if isinstance(value, str) else value


class ParticipantGroup(BaseModel):
    """Participants of one kind who are admitted on one basis."""

    kind_of_participant: ParticipantKind
    participants: Annotated[tuple[str, ...], BeforeValidator(_lines), Field(min_length=1, max_length=LARGEST_COHORT)]
    basis: AdmissionBasis
    basis_reference: BasisReference | None = Field(None, validate_default=True)
    continues: UUID | None = None

    @field_validator("basis_reference")
    @classmethod
    def _fits_the_basis(cls, value: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("basis") == "voluntary":
            return None
        if value is None:
            raise PydanticCustomError("fault_basis_reference", "this basis has a number")
        return value

    @field_validator("continues")
    @classmethod
    def _of_one(cls, value: UUID | None, info: ValidationInfo) -> UUID | None:
        if value is not None and len(info.data.get("participants", ())) > 1:
            raise PydanticCustomError("fault_continues_one", "an enrolment is continued by one participant")
        return value

    def admissions(self) -> tuple[Admission, ...]:
        """The participants, each by itself."""
        return tuple(
            Admission(
                participant_ref=ref.upper(),
                kind=self.kind_of_participant,
                basis=self.basis,
                basis_reference=self.basis_reference,
                continues=self.continues,
            )
            for ref in self.participants
        )


def _filled(value: object) -> object:
    """The groups that name a participant; the others are rows that were left empty."""
    if not isinstance(value, dict):
        return value
    return {name: row for name, row in value.items() if not isinstance(row, dict) or "participants" in row}


class ParticipantGroups(BaseModel):
    """All groups, by the number of their row."""

    groups: Annotated[dict[int, ParticipantGroup], BeforeValidator(_filled), Field(min_length=1, max_length=20)]

    def admissions(self) -> tuple[Admission, ...]:
        """The participants in their order."""
        return tuple(each for _, group in sorted(self.groups.items()) for each in group.admissions())
