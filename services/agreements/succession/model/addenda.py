"""An addendum: the changes of a signed agreement, signed by every principal, in effect from a day on."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.succession.model.addendum_changes import AddendumChanges, require_days
from shared.values.capabilities import Capacity
from shared.values.cooperation import SignatureMethod
from shared.values.labels import label, label_list
from shared.values.refusals import Conflict, Invalid, NotFound, WrongState
from shared.values.texts import Text

AddendumState = Literal["drafted", "signed", "in_effect", "withdrawn"]
AddendumReview = Literal["none", "asked", "passed"]
"""How far the review of a drafted addendum is: its sides are not asked, are asked, or have all passed it."""


class AddendumNotFound(NotFound):
    """No addendum has the id in the URL."""

    title = Text("Adendum tidak ditemukan", "Addendum not found")
    detail = Text("Tidak ada adendum dengan id {id}.", "No addendum has the id {id}.")


class AddendumOpen(Conflict):
    """Another addendum to the agreement is not in effect yet."""

    title = Text("Adendum lain belum berlaku", "Another addendum is open")
    detail = Text(
        "Adendum ke-{ordinal} belum berlaku. Selesaikan atau tarik kembali adendum itu lebih dahulu.",
        "Addendum {ordinal} is not in effect yet. Complete or withdraw it first.",
    )


class AddendumPartyUnknown(Invalid):
    """The unit is no party that signs the addendum."""

    title = Text("Bukan pihak adendum", "Not a party of the addendum")
    detail = Text(
        "Unit {id} bukan pihak yang menandatangani adendum ini.", "The unit {id} is no party that signs this addendum."
    )


class AddendumSignedBy(Conflict):
    """The unit has signed the addendum."""

    title = Text("Adendum sudah ditandatangani pihak ini", "Signed by this party already")
    detail = Text("Pihak ini sudah menandatangani pada {day}.", "This party has signed on {day}.")


class AddendumSignature(BaseModel):
    """The position and capacity in which a party signed an addendum, never a name."""

    model_config = ConfigDict(frozen=True)

    unit_id: UUID
    position: str
    capacity: Capacity = "definitive"
    letter: str | None = None
    method: SignatureMethod
    signed_on: date
    override_reason: str | None = None


class Addendum(BaseModel):
    """An addendum with its signatures. It is drafted, reviewed, signed, and in effect from its day on."""

    id: UUID
    agreement_id: UUID
    ordinal: int
    state: AddendumState = "drafted"
    review: AddendumReview = "none"
    number: str | None = None
    effective_on: date
    changes: AddendumChanges
    reason: str
    signed_on: date | None = None
    drafted_by: str
    signatures: tuple[AddendumSignature, ...] = ()
    changed_at: datetime | None = None
    version: int = 1

    def signers(self, agreement: Agreement, closed: Collection[UUID] = ()) -> list[UUID]:
        """The units that have to sign: the principals of the agreement, and those that the addendum adds.

        A partner that leaves signs as well, unless it is `closed` and there is no one left to sign for it.
        """
        gone = set(closed) & set(self.changes.removed_parties)
        added = [party.unit_id for party in self.changes.added_parties if party.role == "principal"]
        return [*(party.unit.id for party in agreement.principals if party.unit.id not in gone), *added]

    def outstanding(self, agreement: Agreement, closed: Collection[UUID] = ()) -> list[UUID]:
        """The units that have not signed."""
        signed = {signature.unit_id for signature in self.signatures}
        return [id_ for id_ in self.signers(agreement, closed) if id_ not in signed]

    def put_signature(self, agreement: Agreement, signature: AddendumSignature, closed: Collection[UUID] = ()) -> bool:
        """Add a signature; returns whether it was the last one. Raises a refusal.

        The last one comes while the agreement is in force: an expired agreement is extended by a new one.
        """
        self._require(_SIGN, "passed")
        if signature.unit_id not in self.signers(agreement, closed):
            raise AddendumPartyUnknown(id=signature.unit_id)
        known = next((each for each in self.signatures if each.unit_id == signature.unit_id), None)
        if known:
            raise AddendumSignedBy(day=known.signed_on)
        self.signatures = (*self.signatures, signature)
        if self.outstanding(agreement, closed):
            return False
        self.state, self.signed_on = "signed", max(each.signed_on for each in self.signatures)
        # Nothing is in effect before all have signed, as for agreements.
        self.effective_on = max(self.effective_on, self.signed_on)
        require_days(agreement, self.changes, self.effective_on)
        return True

    def rewrite(self, changes: AddendumChanges, effective_on: date, number: str | None, reason: str) -> None:
        """Replace the content of a draft that is not under review. Raises `WrongState`."""
        self._require(_CHANGE, "none")
        self.changes, self.effective_on, self.number, self.reason = changes, effective_on, number, reason

    def ask(self, *, waits: bool) -> None:
        """Ask the sides; without one that `waits`, all have passed this text before. Raises `WrongState`."""
        self._require(_ASK, "none")
        self.review = "asked" if waits else "passed"

    def close_review(self, *, passed: bool) -> None:
        """All sides have passed the draft, or one has returned it."""
        self.review = "passed" if passed else "none"

    def require_asked(self) -> None:
        """Raise `WrongState` unless the sides are asked."""
        self._require(_REVIEW, "asked")

    def withdraw(self) -> None:
        """Give an addendum up that not all have signed. Raises `WrongState`."""
        self._require(_CHANGE, "none", "asked", "passed")
        self.state = "withdrawn"

    def _require(self, operation: Text, *reviews: AddendumReview) -> None:
        if self.state == "drafted" and self.review in reviews:
            return
        now = ("addendum_review", self.review) if self.state == "drafted" else ("addendum_state", self.state)
        raise WrongState(operation=operation, state=label(*now), allowed=label_list("addendum_review", reviews))


_CHANGE = Text("Perubahan adendum", "Changing the addendum")
_ASK = Text("Pengajuan adendum", "Submitting the addendum")
_REVIEW = Text("Telaah adendum", "Reviewing the addendum")
_SIGN = Text("Penandatanganan adendum", "Signing the addendum")
