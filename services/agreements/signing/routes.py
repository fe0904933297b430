"""POST /agreements/{id}/signatures, POST /agreements/{id}/document-numbers."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.parts import Receipt, Signature
from services.agreements.signing.commands import RecordNumber, RecordSignature, record_number, record_signature
from shared.values.capabilities import Capacity
from shared.values.cooperation import SignatureMethod
from shared.values.inputs import ShortText
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import SeenVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["signing"])


class NewSignature(BaseModel):
    """By which position in which capacity a party signed, when and how, and under which number of its own."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "party_id": "019c0000-0000-7000-8000-000000000003",
                    "position": "Kepala Lapas",
                    "capacity": "daily_acting",
                    "appointment_letter": "SPRIN-7/2026",
                    "method": "wet_ink",
                    "signed_on": "2026-02-20",
                    "document_number": "W.13.PAS.PAS.9-HH.05.05-12",
                }
            ]
        },
    )

    party_id: UUID
    position: ShortText
    capacity: Capacity = "definitive"
    appointment_letter: ShortText | None = None
    method: SignatureMethod
    signed_on: Day
    document_number: ShortText | None = None
    power_of_attorney: ShortText | None = None


class LateNumber(BaseModel):
    """The number that a party gives its copy after it has signed."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"party_id": "019c0000-0000-7000-8000-000000000003", "document_number": "415.4/12/2026"}]
        },
    )

    party_id: UUID
    document_number: ShortText


@router.post("/agreements/{agreement_id}/signatures", summary="Catat tanda tangan / record a signature")
async def sign(work: CurrentWork, agreement_id: UUID, body: NewSignature, seen: SeenVersion) -> Versioned[Receipt]:
    """Record one party's signature; an acting signatory comes back as a caution and blocks nothing."""
    signature = Signature(**body.model_dump(exclude={"party_id"}))
    receipt = await record_signature(work, RecordSignature(agreement_id, seen, body.party_id, signature))
    return Versioned(receipt, receipt.version)


@router.post("/agreements/{agreement_id}/document-numbers", summary="Catat nomor susulan / record a late number")
async def number(work: CurrentWork, agreement_id: UUID, body: LateNumber, seen: SeenVersion) -> Versioned[Receipt]:
    """Record the number that was missing when a party signed."""
    receipt = await record_number(work, RecordNumber(agreement_id, seen, body.party_id, body.document_number))
    return Versioned(receipt, receipt.version)
