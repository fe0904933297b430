"""POST /ceremonies/{id}/keeper-signatures
POST /ceremonies/{id}/signatures
POST /ceremonies/{id}/marks
POST /ceremonies/{id}/closings
"""

from datetime import datetime
from typing import Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.agreement.model.parts import Caution
from services.agreements.ceremonies.commands.closing import CloseCeremony, close_ceremony
from services.agreements.ceremonies.commands.desk import (
    MarkAgreement,
    SignAtDesk,
    SignedAtDesk,
    mark_agreement,
    sign_at_desk,
)
from services.agreements.ceremonies.commands.for_all import Result, SignForAll, sign_for_all
from services.agreements.ceremonies.model.parts import SigningAs
from services.agreements.ceremonies.model.reconciling import Reconciliation
from services.agreements.ceremonies.routes.preparing import CeremonyReceipt, NewSigningAs
from shared.values.cooperation import CeremonyMark
from shared.values.inputs import Paragraph
from shared.values.texts import Text
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["ceremonies"])
_AGREEMENT = "019c0000-0000-7000-8000-000000000002"
_PARTY = "019c0000-0000-7000-8000-000000000004"


class SignatureForAll(SigningAs):
    """The position that signs for the unit that keeps the ceremony, or for the guest in `unit_id`.

    `override_reason` is needed when the directorate general records the signature of a facility or an office.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [{"position": "Kepala Lapas", "method": "wet_ink"}]})

    override_reason: Paragraph | None = None
    unit_id: UUID | None = None


class SignatureAtDesk(BaseModel):
    """A partner of an agreement signs, as its first, second or later signer.

    `signs_as` may be left out if the preparation has the position.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"agreement_id": _AGREEMENT, "party_id": _PARTY, "signs_as": {"position": "Ketua Yayasan"}}]
        },
    )

    agreement_id: UUID
    party_id: UUID
    signer: int = Field(1, ge=1, le=10, strict=True)
    signs_as: NewSigningAs | None = None


class CeremonyMarking(BaseModel):
    """An agreement is late, absent or withdrawn from the list; null takes the mark back."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"agreement_id": _AGREEMENT, "mark": "late"}]}
    )

    agreement_id: UUID
    mark: CeremonyMark | None


class CeremonyClosing(BaseModel):
    """The signed papers as counted by hand; a note explains why they are not as many as were signed."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"papers_counted": 40}]})

    papers_counted: int = Field(ge=0, le=1_000, strict=True)
    papers_note: Paragraph | None = None


class KeeperSignature(BaseModel):
    """The result of the keeper's signature on one agreement, and the reason of a refusal."""

    agreement_id: UUID
    result: Result
    refusal: Text | None
    cautions: tuple[Caution, ...]


class SignatureWithOrder(BaseModel):
    """The number of the signature in the order, the agreement as it is now, and cautions about the signature."""

    order_number: int
    signed_at: datetime
    agreement_id: UUID
    party_id: UUID
    document_state: str
    agreement_version: int
    cautions: tuple[Caution, ...]

    @classmethod
    def of(cls, party_id: UUID, signed: SignedAtDesk) -> Self:
        """The answer to a desk."""
        return cls(
            **signed.signature.model_dump(),
            agreement_id=signed.agreement.id,
            party_id=party_id,
            document_state=signed.agreement.document_state,
            agreement_version=signed.agreement.version,
            cautions=signed.cautions,
        )


class ClosedCeremony(CeremonyReceipt):
    """The reconciliation of a closed ceremony: planned = signed + late + absent + withdrawn."""

    reconciliation: Reconciliation


@router.post(
    "/ceremonies/{ceremony_id}/keeper-signatures",
    summary="Catat tanda tangan penyelenggara sekaligus / sign for all agreements",
)
async def sign_all(work: CurrentWork, ceremony_id: UUID, body: SignatureForAll) -> list[KeeperSignature]:
    """Record the signature of the keeper, or of a guest, on each of its agreements; a refused one stops no other."""
    signs_as = SigningAs(**body.model_dump(exclude={"override_reason", "unit_id"}))
    results = await sign_for_all(work, SignForAll(ceremony_id, signs_as, body.override_reason, body.unit_id))
    return [KeeperSignature.model_validate(each, from_attributes=True) for each in results]


@router.post("/ceremonies/{ceremony_id}/signatures", summary="Catat tanda tangan di meja / sign at a desk")
async def sign(work: CurrentWork, ceremony_id: UUID, body: SignatureAtDesk) -> SignatureWithOrder:
    """Record a partner's signature; repeated by any desk, it has the number that it got first."""
    signed = await sign_at_desk(work, SignAtDesk(ceremony_id, **dict(body)))
    return SignatureWithOrder.of(body.party_id, signed)


@router.post("/ceremonies/{ceremony_id}/marks", summary="Beri keterangan / mark an agreement")
async def mark(work: CurrentWork, ceremony_id: UUID, body: CeremonyMarking) -> CeremonyReceipt:
    """Mark an agreement as late, absent or withdrawn; if all parties sign it after all, it counts as signed."""
    return CeremonyReceipt.of(await mark_agreement(work, MarkAgreement(ceremony_id, body.agreement_id, body.mark)))


@router.post("/ceremonies/{ceremony_id}/closings", summary="Tutup acara / close a ceremony")
async def close(
    work: CurrentWork, ceremony_id: UUID, body: CeremonyClosing, expected_version: ExpectedVersion
) -> Versioned[ClosedCeremony]:
    """Close the desks, once each agreement is accounted for and the papers are counted."""
    command = CloseCeremony(ceremony_id, expected_version, body.papers_counted, body.papers_note)
    ceremony = await close_ceremony(work, command)
    closed = ClosedCeremony(**CeremonyReceipt.of(ceremony).model_dump(), reconciliation=ceremony.reconciliation)
    return Versioned(closed, ceremony.version)
