"""The parts of an agreement: parties with their signatures, and scope items."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, model_validator

from services.agreements.register.model.partners import Partner
from services.agreements.register.model.units import Facility
from shared.values.capabilities import Capacity
from shared.values.cooperation import Pillar, SignatureMethod
from shared.values.texts import Text

PartyRole = Literal["principal", "acknowledging"]
"""Every principal has to sign. An acknowledging party (mengetahui) may sign, and nothing waits for it."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Signature(_Part):
    """The position and capacity in which a party signed (never a name), how and when, and its document number."""

    position: str
    capacity: Capacity
    appointment_letter: str | None = None
    # The head of an agency may sign for a governor, regent or mayor, by a surat kuasa.
    power_of_attorney: str | None = None
    method: SignatureMethod
    signed_on: date
    # Free text that is never parsed: each party numbers its own copy in its own way.
    document_number: str | None = None


class Party(_Part):
    """A facility or a partner, with its signature once it has signed."""

    id: UUID
    role: PartyRole
    facility: Facility | None = None
    partner: Partner | None = None
    signature: Signature | None = None

    @model_validator(mode="after")
    def _is_one_unit(self) -> "Party":
        if (self.facility is None) == (self.partner is None):
            raise ValueError("a party is either a facility or a partner")
        return self

    @property
    def unit_id(self) -> UUID:
        """The id of the facility or partner; its document numbers are unique in a year."""
        return next(unit.id for unit in (self.facility, self.partner) if unit)

    @property
    def awaited(self) -> bool:
        """Whether the agreement waits for this party's signature."""
        return self.role == "principal" and self.signature is None


class ScopeItem(_Part):
    """One item of the scope; `continues` is the predecessor's item that it keeps."""

    id: UUID
    field: str
    description: str
    pillar: Pillar
    agency: Partner | None = None
    target: str | None = None
    continues: UUID | None = None


class Caution(_Part):
    """Something that may be a mistake but blocks nothing: a code, and a message for people."""

    code: str
    message: Text


class Receipt(_Part):
    """The result of a change of an agreement: its state and version now, and cautions about the change."""

    id: UUID
    document_state: str
    version: int
    cautions: tuple[Caution, ...] = ()
