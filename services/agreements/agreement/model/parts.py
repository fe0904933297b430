"""The parts of an agreement: parties, document numbers, signatures and scope items."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.register.model.units import Unit
from shared.values.capabilities import Capacity
from shared.values.cooperation import AdditionGround, Delivery, Function, PartyRole, Pillar, SignatureMethod, SignsFor
from shared.values.texts import Text


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Party(_Part):
    """A unit and its role; `signers` is the number of persons who have to sign for it."""

    id: UUID
    role: PartyRole
    unit: Unit
    signers: int = 1

    @property
    def is_ours(self) -> bool:
        """Whether the unit belongs to corrections or to its ministry."""
        return self.unit.kind != "partner"


class DocumentNumber(_Part):
    """A number under which a party keeps the document; text that is never parsed.

    `issuer` is the unit that issued it, often another one than the party: Setda numbers the documents of every Dinas.
    """

    id: UUID
    party_id: UUID
    issuer: Unit
    number: str
    year: int
    dated_on: date | None = None
    override_reason: str | None = None


class Signature(_Part):
    """The position and capacity in which a party signed (never a name), in whose name, how and when."""

    id: UUID
    party_id: UUID
    ordinal: int
    position: str
    capacity: Capacity
    signs_for: SignsFor = "own"
    # The letter of appointment of a Plt, Plh or Pj, or the power of attorney (surat kuasa).
    letter: str | None = None
    method: SignatureMethod
    signed_on: date
    signed_at: datetime | None = None
    evidence: str | None = None
    override_reason: str | None = None


class ScopeItem(_Part):
    """One item of the scope, with one id from the first draft on; `continues` are items of earlier agreements.

    An added item of an extension names its ground: a meeting, an evaluation, or a decision without either.
    """

    id: UUID
    field: str
    field_name: str = ""
    description: str
    function: Function
    pillar: Pillar | None = None
    delivery: Delivery
    agencies: tuple[Unit, ...] = ()
    own_section: str | None = None
    target: str | None = None
    continues: tuple[UUID, ...] = ()
    ground: AdditionGround | None = None
    meeting_id: UUID | None = None
    ground_reason: str | None = None


class Caution(_Part):
    """Something that may be a mistake but blocks nothing: a code, and a message for people."""

    code: str
    message: Text


class Receipt(_Part):
    """The result of a change of an agreement: its state and version now, and cautions about the change."""

    id: UUID
    registration_number: str
    document_state: str
    version: int
    cautions: tuple[Caution, ...] = ()
