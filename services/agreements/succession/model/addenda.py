"""An addendum: the changes of a signed agreement, signed by every principal, in effect from a day on."""

from collections.abc import Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.drafts import NewParty, NewScopeItem
from services.agreements.agreement.model.parts import ScopeItem
from services.agreements.agreement.model.scope import AdditionsUntraced
from services.agreements.succession.model.succession import (
    TermEndsTooEarly,
    TermUnchanged,
    require_in_force,
)
from shared.values.capabilities import Capacity
from shared.values.cooperation import AmendedPart, SignatureMethod
from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid, NotFound, WrongState
from shared.values.texts import Text

AddendumState = Literal["drafted", "signed", "in_effect", "withdrawn"]


class AddendumNotFound(NotFound):
    """No addendum has the id in the URL."""

    title = Text("Adendum tidak ditemukan", "Addendum not found")
    detail = Text("Tidak ada adendum dengan id {id}.", "No addendum has the id {id}.")


class AddendumEmpty(Invalid):
    """An addendum changes nothing."""

    title = Text("Adendum tanpa perubahan", "Addendum without a change")
    detail = Text(
        "Sebutkan hari terakhir yang baru, butir tambahan, atau pihak tambahan.",
        "Name a new last day, an additional item, or an additional party.",
    )


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


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NewLastDay(_Frozen):
    """The last day in force by an addendum; null: until it is ended by notice."""

    in_force_until: date | None


class AddendumChanges(_Frozen):
    """The changes of an addendum: the last day in force, additional scope items, additional parties."""

    term: NewLastDay | None = None
    added_items: tuple[NewScopeItem, ...] = Field((), max_length=60)
    added_parties: tuple[NewParty, ...] = Field((), max_length=50)

    @property
    def parts(self) -> tuple[AmendedPart, ...]:
        """The parts of the agreement that it changes."""
        changed: dict[AmendedPart, bool] = {
            "term": self.term is not None,
            "scope": bool(self.added_items),
            "parties": bool(self.added_parties),
        }
        return tuple(part for part, is_changed in changed.items() if is_changed)


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
    """An addendum with its signatures. It is drafted, then signed, and in effect from its day on."""

    id: UUID
    agreement_id: UUID
    ordinal: int
    state: AddendumState = "drafted"
    number: str | None = None
    effective_on: date
    changes: AddendumChanges
    reason: str
    signed_on: date | None = None
    drafted_by: str
    signatures: tuple[AddendumSignature, ...] = ()
    version: int = 1

    def signers(self, agreement: Agreement) -> list[UUID]:
        """The units that have to sign: the principals of the agreement, and those that the addendum adds."""
        added = [party.unit_id for party in self.changes.added_parties if party.role == "principal"]
        return [*(party.unit.id for party in agreement.principals), *added]

    def outstanding(self, agreement: Agreement) -> list[UUID]:
        """The units that have not signed."""
        signed = {signature.unit_id for signature in self.signatures}
        return [id_ for id_ in self.signers(agreement) if id_ not in signed]

    def put_signature(self, agreement: Agreement, signature: AddendumSignature) -> bool:
        """Add a signature; returns whether it was the last one. Raises a refusal.

        The last one comes while the agreement is in force: what has expired is extended by a new agreement.
        """
        self.require_drafted()
        if signature.unit_id not in self.signers(agreement):
            raise AddendumPartyUnknown(id=signature.unit_id)
        known = next((each for each in self.signatures if each.unit_id == signature.unit_id), None)
        if known:
            raise AddendumSignedBy(day=known.signed_on)
        self.signatures = (*self.signatures, signature)
        if self.outstanding(agreement):
            return False
        self.state, self.signed_on = "signed", max(each.signed_on for each in self.signatures)
        # Nothing is in effect before all have signed, as for agreements.
        self.effective_on = max(self.effective_on, self.signed_on)
        _require_days(agreement, self.changes, self.effective_on)
        return True

    def withdraw(self) -> None:
        """Give an addendum up that not all have signed. Raises `WrongState`."""
        self.require_drafted()
        self.state = "withdrawn"

    def require_drafted(self) -> None:
        """Raise `WrongState` for an addendum that all have signed or that was withdrawn."""
        if self.state != "drafted":
            drafted = label("addendum_state", "drafted")
            raise WrongState(operation=_CHANGE, state=label("addendum_state", self.state), allowed=[drafted])


_CHANGE = Text("Perubahan adendum", "Changing the addendum")


def require_changes(agreement: Agreement, changes: AddendumChanges, effective_on: date, today: date) -> None:
    """Raise a refusal unless an addendum changes something of an agreement in force, from a day in force on."""
    if not changes.parts:
        raise AddendumEmpty
    days = agreement.days_in_force
    # Today as well: what has expired is extended by a new agreement.
    require_in_force(days, today)
    if changes.term is not None and changes.term.in_force_until == days.in_force_until:
        raise TermUnchanged(day=days.in_force_until or "")
    _require_days(agreement, changes, effective_on)


def _require_days(agreement: Agreement, changes: AddendumChanges, effective_on: date) -> None:
    """Raise `NotInForceThen`, or `TermEndsTooEarly` for a new last day before the first day of the addendum."""
    require_in_force(agreement.days_in_force, effective_on)
    last_day = changes.term and changes.term.in_force_until
    if last_day and last_day < effective_on:
        raise TermEndsTooEarly(day=last_day, signed=effective_on)


def require_traced_additions(items: Sequence[ScopeItem]) -> None:
    """Raise `AdditionsUntraced` unless each added item names its ground."""
    untraced = [item.description for item in items if item.ground is None]
    if untraced:
        raise AdditionsUntraced(items=untraced)
