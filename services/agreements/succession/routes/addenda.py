"""POST /agreements/{id}/addendum-drafts
GET /agreements/{id}/addenda
GET /addenda/{id}
POST /addenda/{id}/signatures
POST /addenda/{id}/withdrawals
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.agreement.model.drafts import NewParty, NewScopeItem
from services.agreements.succession import queries
from services.agreements.succession.commands.addenda import (
    AddendumReceipt,
    DraftAddendum,
    SignAddendum,
    WithdrawAddendum,
    draft_addendum,
    sign_addendum,
    withdraw_addendum,
)
from services.agreements.succession.model.addenda import AddendumChanges, AddendumSignature, NewLastDay
from services.agreements.succession.queries import AddendumDetails, ListAddenda, ShowAddendum
from shared.values.capabilities import Capacity
from shared.values.cooperation import SignatureMethod
from shared.values.inputs import DocumentNumber, Paragraph, ShortText
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["succession"])


class NewAddendum(BaseModel):
    """A new last day in force (null in it: none), items to add, parties to add; and the day of their effect.

    An addendum that is signed by all later is in effect from the last signature on.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "effective_on": "2026-04-01",
                    "number": "CONTOH-2/2026",
                    "reason": "Kegiatan diperluas.",
                    "term": {"in_force_until": "2031-12-31"},
                    "added_items": [
                        {
                            "field": "environment",
                            "description": "Pengelolaan sampah",
                            "ground": "decided_without",
                            "ground_reason": "Disepakati lewat surat.",
                        }
                    ],
                }
            ]
        },
    )

    effective_on: Day
    reason: Paragraph
    number: DocumentNumber | None = None
    term: NewLastDay | None = None
    added_items: tuple[NewScopeItem, ...] = Field((), max_length=60)
    added_parties: tuple[NewParty, ...] = Field((), max_length=50)

    def command(self, agreement_id: UUID) -> DraftAddendum:
        """The command that this body asks for."""
        changes = AddendumChanges(term=self.term, added_items=self.added_items, added_parties=self.added_parties)
        return DraftAddendum(agreement_id, changes, self.effective_on, self.number, self.reason)


class NewAddendumSignature(BaseModel):
    """The unit that has signed, the position and capacity in which it did, how and when.

    `override_reason` is needed when the directorate general records the signature of a facility or an office.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "unit_id": "d9895dee-7ae9-5558-8c58-55f01710de26",
                    "position": "Kepala Lapas",
                    "method": "wet_ink",
                    "signed_on": "2026-03-20",
                }
            ]
        },
    )

    unit_id: UUID
    position: ShortText
    capacity: Capacity = "definitive"
    letter: ShortText | None = None
    method: SignatureMethod
    signed_on: Day
    override_reason: Paragraph | None = None


# Without If-Match: the agreement changes when the addendum takes effect; a rule refuses a second open one.
@router.post("/agreements/{agreement_id}/addendum-drafts", summary="Buat draf adendum / draft an addendum")
async def draft(work: CurrentWork, agreement_id: UUID, body: NewAddendum) -> Created[AddendumReceipt]:
    """Draft an addendum to an agreement in force; every principal signs it, and each party that it adds."""
    receipt = await draft_addendum(work, body.command(agreement_id))
    return Created(receipt, receipt.version, f"/addenda/{receipt.id}")


@router.get("/agreements/{agreement_id}/addenda", summary="Daftar adendum / list the addenda")
async def list_addenda(work: CurrentWork, agreement_id: UUID) -> list[AddendumDetails]:
    """Every addendum to an agreement with its changes and signatures, the first one first."""
    return await queries.list_addenda(work, ListAddenda(agreement_id))


@router.get("/addenda/{addendum_id}", summary="Satu adendum / show an addendum")
async def show_addendum(work: CurrentWork, addendum_id: UUID) -> Versioned[AddendumDetails]:
    """The changes of an addendum, its day of effect, and the units that have to sign it."""
    details = await queries.show_addendum(work, ShowAddendum(addendum_id))
    return Versioned(details, details.version)


@router.post("/addenda/{addendum_id}/signatures", summary="Catat tanda tangan adendum / sign an addendum")
async def sign(
    work: CurrentWork, addendum_id: UUID, body: NewAddendumSignature, expected_version: ExpectedVersion
) -> Versioned[AddendumReceipt]:
    """Record one party's signature. After the last one the agreement reads as amended, from the day of effect on."""
    signature = AddendumSignature(**dict(body))
    receipt = await sign_addendum(work, SignAddendum(addendum_id, expected_version, signature))
    return Versioned(receipt, receipt.version)


@router.post("/addenda/{addendum_id}/withdrawals", summary="Tarik kembali adendum / withdraw an addendum")
async def withdraw(
    work: CurrentWork, addendum_id: UUID, expected_version: ExpectedVersion
) -> Versioned[AddendumReceipt]:
    """Give an addendum up that not all have signed."""
    receipt = await withdraw_addendum(work, WithdrawAddendum(addendum_id, expected_version))
    return Versioned(receipt, receipt.version)
