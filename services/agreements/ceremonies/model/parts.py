"""The parts of a ceremony: signatories, the agreements of its list, and the programs that open at it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.agreements.agreement.model.parts import Signature
from shared.values.capabilities import Capacity
from shared.values.cooperation import CeremonyMark, CeremonyOutcome, SignatureMethod, SignsFor
from shared.values.inputs import ShortText

MOST_AGREEMENTS = 200
MOST_GUESTS = 60
LARGEST_CAPACITY = 5_000


class CeremonyPart(BaseModel):
    """A frozen part of a ceremony."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SigningAs(CeremonyPart):
    """The position and capacity in which someone signs (never a name), in whose name, and how."""

    position: ShortText
    capacity: Capacity = "definitive"
    signs_for: SignsFor = "own"
    letter: ShortText | None = None
    method: SignatureMethod = "wet_ink"

    def signature(self, **values: Any) -> Signature:
        """The signature of a party, with the values that are known only when it is given."""
        return Signature(ordinal=0, **self.model_dump(), **values)


class Signatory(CeremonyPart):
    """The position that is expected to sign for a party; a party with two signers has two."""

    party_id: UUID
    signs_as: SigningAs


class ListedAgreement(CeremonyPart):
    """An agreement as a list for a ceremony names it, with the signatories of its partners as far as they are known."""

    agreement_id: UUID
    signatories: tuple[Signatory, ...] = Field((), max_length=40)


class Entry(ListedAgreement):
    """An agreement in the list of a ceremony and its keeper; the outcome is known when the ceremony is closed."""

    ordinal: int
    keeper_id: UUID
    mark: CeremonyMark | None = None
    outcome: CeremonyOutcome | None = None

    def signatory(self, party_id: UUID, signer: int) -> SigningAs | None:
        """The position that is expected to sign as a party's first, second or later signer."""
        prepared = [each.signs_as for each in self.signatories if each.party_id == party_id]
        return prepared[signer - 1] if signer <= len(prepared) else None


class OpeningProgram(CeremonyPart):
    """A scope item whose program opens at the ceremony, for so many participants."""

    agreement_id: UUID
    scope_item_id: UUID
    capacity: int = Field(ge=1, le=LARGEST_CAPACITY, strict=True)


class DeskSignature(CeremonyPart):
    """A partner's signature at a ceremony: its number in the order, and when it was given."""

    order_number: int
    signed_at: datetime
