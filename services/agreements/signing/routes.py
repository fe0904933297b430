"""POST /agreements/{id}/signatures
POST /agreements/{id}/document-numbers
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.parts import Receipt, Signature
from services.agreements.signing.commands import RecordNumber, RecordSignature, record_number, record_signature
from shared.values.capabilities import Capacity
from shared.values.cooperation import SignatureMethod
from shared.values.inputs import DocumentNumber, ShortText
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["signing"])


class NewSignature(BaseModel):
    """The position and capacity in which a party signed, when and how, and its own document number."""

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
    document_number: DocumentNumber | None = None
    power_of_attorney: ShortText | None = None

    def command(self, agreement_id: UUID, expected_version: int) -> RecordSignature:
        """The command that this body asks for."""
        signature = Signature(**self.model_dump(exclude={"party_id"}))
        return RecordSignature(agreement_id, expected_version, self.party_id, signature)


class LateNumber(BaseModel):
    """The number that a party gives its copy after it has signed."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"party_id": "019c0000-0000-7000-8000-000000000003", "document_number": "415.4/12/2026"}]
        },
    )

    party_id: UUID
    document_number: DocumentNumber

    def command(self, agreement_id: UUID, expected_version: int) -> RecordNumber:
        """The command that this body asks for."""
        return RecordNumber(agreement_id, expected_version, self.party_id, self.document_number)


@router.post("/agreements/{agreement_id}/signatures", summary="Catat tanda tangan / record a signature")
async def sign(
    work: CurrentWork, agreement_id: UUID, body: NewSignature, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Record one party's signature; an acting official or an unlikely day gives a caution."""
    receipt = await record_signature(work, body.command(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)


@router.post("/agreements/{agreement_id}/document-numbers", summary="Catat nomor susulan / record a late number")
async def record_late_number(
    work: CurrentWork, agreement_id: UUID, body: LateNumber, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Record the number that was missing when a party signed."""
    receipt = await record_number(work, body.command(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)
