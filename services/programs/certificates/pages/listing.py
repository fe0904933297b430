"""GET /kohort/{id}/sertifikat
GET, POST /kohort/{id}/sertifikat/baru
GET, POST /kohort/{id}/sertifikat/{certificate_id}
GET /kohort/{id}/sertifikat/{certificate_id}/cetak
"""

from collections.abc import Sequence
from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field
from starlette.responses import Response

from services.programs.catalogue.queries import ShowTemplate, show_template
from services.programs.certificates.commands.issuing import IssueCertificates, issue_certificates
from services.programs.certificates.commands.printing import PrintCertificate, print_certificate
from services.programs.certificates.commands.withdrawing import WithdrawCertificate, withdraw_certificate
from services.programs.certificates.model.certificates import (
    MOST_CERTIFICATES,
    CertificateKind,
    CertificateWithdrawalGround,
    kinds_foreseen,
)
from services.programs.certificates.model.paper import FILE_NAME
from services.programs.certificates.model.refusals import CertificateNotFound
from services.programs.certificates.queries.listing import CertificateDetails, ListCertificates, list_certificates
from services.programs.cohorts.queries import ShowCohort, show_cohort
from services.programs.program.queries.showing import ProgramDetails, ShowProgram, show_program
from services.programs.program.queries.steps import may_run
from shared.access import Work
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.documents.rendering import MEDIA_TYPES, PaperForm
from shared.values.inputs import ShortText
from shared.values.terms import day_in
from shared.web.attachments import download
from shared.web.edge import CurrentSettings, CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


def _lines(value: object) -> object:
    """The lines of a text area: a short code, and the number of the paper after it."""
    if not isinstance(value, str):
        return value
    return [line.strip() for line in value.splitlines() if line.strip()]


class CertificatesGiven(BaseModel):
    """Certificates of one kind and day, a participant on each line."""

    certificate_kind: CertificateKind
    issued_on: FormDay
    issuer: ShortText | None = None
    holders: Annotated[
        tuple[ShortText, ...], BeforeValidator(_lines), Field(min_length=1, max_length=MOST_CERTIFICATES)
    ]

    def pairs(self) -> tuple[tuple[str, str | None], ...]:
        """Each code with its number."""
        split = (line.partition(" ") for line in self.holders)
        return tuple((code.upper(), number.strip() or None) for code, _, number in split)


class CertificateWithdrawal(BaseModel):
    """Why a certificate is not in effect."""

    ground: CertificateWithdrawalGround


@router.get("/kohort/{cohort_id}/sertifikat")
async def show_list(work: CurrentWork, screen: CurrentScreen, cohort_id: UUID) -> Response:
    """The certificates by the codes of their holders."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    program = await show_program(work, ShowProgram(cohort.program_id))
    found = await list_certificates(work, ListCertificates(cohort_id))
    return screen.show(
        "listing.html.j2",
        cohort=cohort,
        program=program,
        found=found,
        kinds=await _kinds(work, program),
        runs=may_run(work, program.facility),
    )


@router.get("/kohort/{cohort_id}/sertifikat/baru")
async def show_issuing(work: CurrentWork, screen: CurrentScreen, cohort_id: UUID) -> Response:
    """The form."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    program = await show_program(work, ShowProgram(cohort.program_id))
    today = day_in(program.facility.zone, work.now)
    kinds = await _kinds(work, program)
    return screen.show("issuing.html.j2", cohort=cohort, program=program, kinds=kinds, today=today)


@router.post("/kohort/{cohort_id}/sertifikat/baru")
async def issue(
    work: CurrentWork,
    screen: CurrentScreen,
    cohort_id: UUID,
    form: Annotated[CertificatesGiven, form_of(CertificatesGiven)],
) -> Response:
    """Record them."""
    command = IssueCertificates(cohort_id, form.certificate_kind, form.issued_on, form.issuer, form.pairs())
    await issue_certificates(work, command)
    return screen.go(f"/kohort/{cohort_id}/sertifikat")


@router.get("/kohort/{cohort_id}/sertifikat/{certificate_id}")
async def show_withdrawing(work: CurrentWork, screen: CurrentScreen, cohort_id: UUID, certificate_id: UUID) -> Response:
    """One certificate, and the form that withdraws it."""
    certificate = await _certificate(work, cohort_id, certificate_id)
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    program = await show_program(work, ShowProgram(cohort.program_id))
    return screen.show(
        "withdrawing.html.j2",
        cohort=cohort,
        program=program,
        certificate=certificate,
        grounds=get_args(CertificateWithdrawalGround),
        runs=may_run(work, program.facility),
    )


@router.post("/kohort/{cohort_id}/sertifikat/{certificate_id}")
async def withdraw(
    work: CurrentWork,
    screen: CurrentScreen,
    cohort_id: UUID,
    certificate_id: UUID,
    *,
    expected_version: ExpectedVersion,
    form: Annotated[CertificateWithdrawal, form_of(CertificateWithdrawal)],
) -> Response:
    """Withdraw it."""
    await withdraw_certificate(work, WithdrawCertificate(certificate_id, expected_version, form.ground))
    return screen.go(f"/kohort/{cohort_id}/sertifikat")


@router.get("/kohort/{cohort_id}/sertifikat/{certificate_id}/cetak")
async def show_printed(
    work: CurrentWork, settings: CurrentSettings, cohort_id: UUID, certificate_id: UUID, bentuk: PaperForm = "pdf"
) -> Response:
    """The printed certificate, as a file."""
    certificate = await _certificate(work, cohort_id, certificate_id)
    content = await print_certificate(work, PrintCertificate(certificate.id, bentuk, settings))
    return download(content, f"{FILE_NAME}.{bentuk}", MEDIA_TYPES[bentuk])


async def _kinds(work: Work, program: ProgramDetails) -> Sequence[CertificateKind]:
    practice = await show_template(work, ShowTemplate(program.template.code, program.template.version))
    return kinds_foreseen(practice.certificate)


async def _certificate(work: Work, cohort_id: UUID, certificate_id: UUID) -> CertificateDetails:
    found = await list_certificates(work, ListCertificates(cohort_id))
    certificate = next((each for each in found if each.id == certificate_id), None)
    if certificate is None:
        raise CertificateNotFound(id=certificate_id)
    return certificate
