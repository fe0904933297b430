"""The promises in the text of an agreement, and their parties; the changes of them by an addendum."""

from collections.abc import Collection
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parties import AgencyOfNoParty
from services.agreements.register.model.units import Unit
from shared.values.cooperation import ObligationMeasure, ObligationSchedule
from shared.values.inputs import ShortText
from shared.values.labels import label, label_list
from shared.values.refusals import Invalid, WrongState
from shared.values.terms import Day
from shared.values.texts import Text

LARGEST_QUANTITY = 1_000_000_000_000
_RECORDING = Text("Mencatat kewajiban", "Recording an obligation")
_RECORDABLE = ("exploration", "drafting", "signed")


class ObligationUnknown(Invalid):
    """The request names an obligation that is not one of the agreement, or has ended."""

    title = Text("Kewajiban tidak dikenal", "Unknown obligation")
    detail = Text(
        "Kewajiban {ids} bukan kewajiban perjanjian ini, atau sudah berakhir.",
        "The obligations {ids} are not of this agreement, or have ended.",
    )


class ObligationItemUnknown(Invalid):
    """The scope item of an obligation is not one of the agreement."""

    title = Text("Butir kewajiban tidak dikenal", "Unknown item of the obligation")
    detail = Text("Butir {id} tidak ada dalam perjanjian ini.", "The item {id} is not in this agreement.")


class ClauseMissing(Invalid):
    """An obligation of a signed text names no clause."""

    title = Text("Pasal belum disebut", "Clause missing")
    detail = Text(
        "Naskah sudah ditandatangani. Sebutkan pasal yang memuat kewajiban ini. Kewajiban baru memerlukan adendum.",
        "The text is signed. Name the clause that has this obligation; a new one is agreed by an addendum.",
    )


class NewObligation(BaseModel):
    """A promise of one party: so much of something, once on a day, each month, for each cohort, or when asked for.

    `clause` is the place in the text; `unit_id` is a party or an agency under one.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "unit_id": "d9895dee-7ae9-5558-8c58-55f01710de26",
                    "description": "Sesi konseling adiksi",
                    "clause": "Pasal 5 ayat (1)",
                    "measure": "sessions",
                    "quantity": 20,
                    "schedule": "monthly",
                }
            ]
        },
    )

    unit_id: UUID
    description: ShortText
    clause: ShortText | None = None
    scope_item_id: UUID | None = None
    measure: ObligationMeasure
    quantity: int = Field(ge=1, le=LARGEST_QUANTITY, strict=True)
    schedule: ObligationSchedule
    due_on: Day | None = None

    @model_validator(mode="after")
    def _fits(self) -> "NewObligation":
        if (self.schedule == "once") != (self.due_on is not None):
            raise ValueError('give due_on with the schedule "once", and only then')
        return self


class ObligationUnchanged(Invalid):
    """An obligation is to change to the quantity that it has."""

    title = Text("Jumlah kewajiban tidak berubah", "Obligation does not change")
    detail = Text(
        "Kewajiban ini sudah berjumlah {quantity}. Sebutkan jumlah yang baru.",
        "The obligation has the quantity {quantity} already. Name the new one.",
    )


class ChangedObligation(BaseModel):
    """Another quantity of an obligation, for the periods that begin with the day of the addendum or later."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    obligation_id: UUID
    quantity: int = Field(ge=1, le=LARGEST_QUANTITY, strict=True)


def may_get_obligations(agreement: Agreement) -> bool:
    """Whether obligations of its text can be recorded in its state."""
    return agreement.document_state in _RECORDABLE


def require_recordable(agreement: Agreement, new: NewObligation) -> None:
    """Raise `WrongState` or `ClauseMissing`: a draft can get an obligation, a signed text already has it."""
    if not may_get_obligations(agreement):
        state, allowed = label("document_state", agreement.document_state), label_list("document_state", _RECORDABLE)
        raise WrongState(operation=_RECORDING, state=state, allowed=allowed)
    if agreement.document_state == "signed" and new.clause is None:
        raise ClauseMissing


def require_obligation_fit(agreement: Agreement, unit: Unit, new: NewObligation, items: Collection[UUID]) -> None:
    """Raise `AgencyOfNoParty` or `ObligationItemUnknown` unless a party, or an agency under one, promises it."""
    parties = {party.unit.id for party in agreement.parties}
    if parties.isdisjoint(unit.lineage or (unit.id,)) and unit.id not in parties:
        raise AgencyOfNoParty(name=unit.public_name)
    if new.scope_item_id is not None and new.scope_item_id not in items:
        raise ObligationItemUnknown(id=new.scope_item_id)
