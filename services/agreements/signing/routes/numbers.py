"""POST /agreements/{id}/document-numbers
POST /agreements/{id}/document-numbers/{id}/replacements
POST /document-numbers
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.agreement.model.parts import Receipt
from services.agreements.signing.commands.numbering import RecordNumber, ReplaceNumber, record_number, replace_number
from shared.values.inputs import DocumentNumber, Paragraph
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["signing"])


class NewNumber(BaseModel):
    """The number under which a party keeps the document; by default the party issued it.

    `override_reason` is needed when the directorate general acts for a facility or an office.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "party_id": "019c0000-0000-7000-8000-000000000003",
                    "number": "CONTOH-12/2026",
                    "dated_on": "2026-02-20",
                }
            ]
        },
    )

    party_id: UUID
    number: DocumentNumber
    issuer_id: UUID | None = None
    year: int | None = Field(None, ge=1900, le=2999, strict=True)
    dated_on: Day | None = None
    override_reason: Paragraph | None = None


class Replacement(NewNumber):
    """The right number, and the reason why the old one was wrong."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "party_id": "019c0000-0000-7000-8000-000000000003",
                    "number": "CONTOH-13/2026",
                    "reason": "Salah ketik.",
                }
            ]
        },
    )

    reason: Paragraph


class ReservedNumber(NewNumber):
    """One number of a block, with its agreement."""

    agreement_id: UUID


class NumberBlock(BaseModel):
    """The numbers of several agreements, reserved together before a ceremony."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "numbers": [
                        {
                            "agreement_id": "019c0000-0000-7000-8000-000000000002",
                            "party_id": "019c0000-0000-7000-8000-000000000003",
                            "number": "CONTOH-12/2026",
                        }
                    ]
                }
            ]
        },
    )

    numbers: tuple[ReservedNumber, ...] = Field(min_length=1, max_length=200)


@router.post("/agreements/{agreement_id}/document-numbers", summary="Catat nomor naskah / record a document number")
async def record(
    work: CurrentWork, agreement_id: UUID, body: NewNumber, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Record the number of a party, before or after it signs."""
    command = RecordNumber(agreement_id=agreement_id, expected_version=expected_version, **dict(body))
    receipt = await record_number(work, command)
    return Versioned(receipt, receipt.version)


@router.post(
    "/agreements/{agreement_id}/document-numbers/{number_id}/replacements",
    summary="Ganti nomor naskah / replace a document number",
)
async def replace(
    work: CurrentWork, agreement_id: UUID, number_id: UUID, body: Replacement, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Replace a wrong number; the old one stays on record with the reason."""
    command = ReplaceNumber(
        agreement_id=agreement_id, expected_version=expected_version, number_id=number_id, **dict(body)
    )
    receipt = await replace_number(work, command)
    return Versioned(receipt, receipt.version)


@router.post("/document-numbers", summary="Pesan nomor naskah / reserve a block of document numbers")
async def reserve(work: CurrentWork, body: NumberBlock) -> list[Receipt]:
    """Record the numbers of several agreements; if one of them is refused, none is recorded."""
    # In the order of the ids, so that two blocks never wait for each other.
    inorder = sorted(body.numbers, key=lambda each: each.agreement_id)
    return [await record_number(work, RecordNumber(expected_version=None, **dict(each))) for each in inorder]
