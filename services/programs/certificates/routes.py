"""The routes of certificates.

GET /cohorts/{id}/certificate-earners
GET /cohorts/{id}/certificates
POST /cohorts/{id}/certificates
GET /certificates/{id}/paper
POST /certificates/{id}/withdrawals
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from services.programs.certificates.commands import issuing, printing, withdrawing
from services.programs.certificates.model.certificates import (
    MOST_CERTIFICATES,
    CertificateKind,
    CertificateWithdrawalGround,
    IssuedCertificate,
)
from services.programs.certificates.model.paper import FILE_NAME
from services.programs.certificates.queries import holders, listing
from shared.documents.rendering import MEDIA_TYPES, PaperForm
from shared.values.inputs import DocumentNumber, ShortText
from shared.values.terms import Day
from shared.web.attachments import download
from shared.web.edge import CurrentSettings, CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["certificates"])
Form = Annotated[PaperForm, Query(alias="format", description="a Word document, or the same text as PDF/A")]
PAPER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The certificate.",
        "content": {each: {"schema": {"type": "string", "format": "binary"}} for each in MEDIA_TYPES.values()},
    }
}
UNCHANGING = 1
"""The version of what was just issued."""


class CertificateHolder(BaseModel):
    """A participant by the short code, and the number of the paper if it has one."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern=r"^K-[0-9]{2,4}$", examples=["K-07"])
    number: DocumentNumber | None = None


class NewCertificates(BaseModel):
    """Certificates of one kind and day. Without `issuer` the facility has issued them."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"kind": "participation", "issued_on": "2026-06-30", "holders": [{"code": "K-07"}]}]
        },
    )

    kind: CertificateKind
    issued_on: Day
    issuer: ShortText | None = None
    holders: Annotated[list[CertificateHolder], Field(min_length=1, max_length=MOST_CERTIFICATES)]


class Withdrawal(BaseModel):
    """Why a certificate is not in effect."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"ground": "wrong_entry"}]})

    ground: CertificateWithdrawalGround


class CertificatesReceipt(BaseModel):
    """How many certificates were recorded, with their ids in the order of the request."""

    issued: int
    ids: list[UUID]


class CertificateReceipt(BaseModel):
    """A certificate after a change."""

    id: UUID
    withdrawn: bool
    version: int

    @classmethod
    def of(cls, certificate: IssuedCertificate) -> "CertificateReceipt":
        """The receipt of a certificate."""
        return cls(id=certificate.id, withdrawn=certificate.withdrawn_at is not None, version=certificate.version)


@router.get("/cohorts/{cohort_id}/certificates", summary="Sertifikat angkatan / list certificates")
async def list_certificates(work: CurrentWork, cohort_id: UUID) -> list[listing.CertificateDetails]:
    """The certificates of a cohort by the short codes of their holders; withdrawn ones are marked."""
    return await listing.list_certificates(work, listing.ListCertificates(cohort_id))


@router.get("/cohorts/{cohort_id}/certificate-earners", summary="Yang berhak atas sertifikat / who earns certificates")
async def list_earners(work: CurrentWork, cohort_id: UUID) -> list[holders.CertificateEarner]:
    """The participants of a cohort with their attendance, what the practice asks for, and their certificates."""
    return await holders.list_earners(work, holders.ListEarners(cohort_id))


@router.post("/cohorts/{cohort_id}/certificates", summary="Catat sertifikat / record certificates")
async def issue(work: CurrentWork, cohort_id: UUID, body: NewCertificates) -> Created[CertificatesReceipt]:
    """Record certificates that were given to participants of a cohort: all of them, or none."""
    given = tuple((each.code, each.number) for each in body.holders)
    command = issuing.IssueCertificates(cohort_id, body.kind, body.issued_on, body.issuer, given)
    issued = await issuing.issue_certificates(work, command)
    receipt = CertificatesReceipt(issued=len(issued), ids=[each.id for each in issued])
    return Created(receipt, UNCHANGING, f"/cohorts/{cohort_id}/certificates")


@router.get(
    "/certificates/{certificate_id}/paper",
    summary="Cetakan sertifikat / printed certificate",
    response_class=Response,
    responses=PAPER,
)
async def print_certificate(
    work: CurrentWork, settings: CurrentSettings, certificate_id: UUID, form: Form = "pdf"
) -> Response:
    """The facility's own certificate of participation, with the name that its resolver has, for its own officers.

    Anyone can check it by the code on it. Nothing on it tells that it comes from a prison.
    """
    content = await printing.print_certificate(work, printing.PrintCertificate(certificate_id, form, settings))
    return download(content, f"{FILE_NAME}.{form}", MEDIA_TYPES[form])


@router.post("/certificates/{certificate_id}/withdrawals", summary="Cabut sertifikat / withdraw a certificate")
async def withdraw(
    work: CurrentWork, certificate_id: UUID, body: Withdrawal, expected_version: ExpectedVersion
) -> Versioned[CertificateReceipt]:
    """Withdraw a certificate that was recorded wrongly or withdrawn by its issuer; it stays on record."""
    command = withdrawing.WithdrawCertificate(certificate_id, expected_version, body.ground)
    certificate = await withdrawing.withdraw_certificate(work, command)
    return Versioned(CertificateReceipt.of(certificate), certificate.version)
