"""Recording the certificates of a cohort, and withdrawing one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.catalogue.store import load_catalogue
from services.programs.certificates.access import scope_to_withdraw
from services.programs.certificates.model import (
    ADMITTED,
    ISSUE_DAY,
    CertificateAlreadyIssued,
    CertificateHolderUnknown,
    CertificateKind,
    CertificateWithdrawalGround,
    IssuedCertificate,
    require_earned,
    require_foreseen,
    require_issuer,
)
from services.programs.certificates.store import (
    insert_certificates,
    load_holders,
    lock_certificate,
    save_withdrawal,
)
from services.programs.cohorts.access import scope_to_name
from services.programs.cohorts.store import load_cohort
from services.programs.program.access import KEEPERS
from services.programs.program.model.program import require_not_before
from services.programs.program.store import lock_program
from shared.access import Work, use_case
from shared.values.ids import new_id
from shared.values.refusals import require_past
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class IssueCertificates:
    """Certificates of one kind for participants of a cohort: their short codes, each with the number of its paper."""

    cohort_id: UUID
    kind: CertificateKind
    issued_on: date
    issuer: str | None
    holders: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class WithdrawCertificate:
    """A certificate is not in effect any more."""

    certificate_id: UUID
    expected_version: int
    ground: CertificateWithdrawalGround


@use_case(*KEEPERS, scope=scope_to_name)
async def issue_certificates(work: Work, command: IssueCertificates) -> list[IssuedCertificate]:
    """Record what was given out: all of the request, or nothing. Raises the refusal of the first one that is wrong."""
    cohort = await load_cohort(work.connection, command.cohort_id)
    # Its lock, so that two requests do not give the same certificate twice.
    program = await lock_program(work.connection, cohort.program_id)
    require_past(ISSUE_DAY, command.issued_on, day_in(program.facility.zone, work.now))
    template = program.template
    practice = (await load_catalogue(work.connection, template.code)).in_version(template.code, template.version)
    require_foreseen(command.kind, practice.certificate if practice else "none")
    holders, issued = await load_holders(work.connection, cohort.id), list[IssuedCertificate]()
    for entry, (code, number) in enumerate(command.holders, start=1):
        holder = holders.get(code)
        if holder is None:
            raise CertificateHolderUnknown(entry=entry)
        if any(each.enrolment_id == holder.enrolment_id for each in issued):
            raise CertificateAlreadyIssued(code=code)
        require_issuer(command.kind, command.issuer, number)
        require_not_before(command.issued_on, holder.admitted_on, ADMITTED)
        require_earned(command.kind, holder, practice.minimum_attendance if practice else 0)
        issued.append(
            IssuedCertificate(new_id(), holder.enrolment_id, command.kind, command.issued_on, command.issuer, number)
        )
    await insert_certificates(work.connection, issued, work.now)
    return issued


@use_case(*KEEPERS, scope=scope_to_withdraw)
async def withdraw_certificate(work: Work, command: WithdrawCertificate) -> IssuedCertificate:
    """Withdraw a certificate; its row stays. Raises `CertificateIsWithdrawn`."""
    certificate = await lock_certificate(work.connection, command.certificate_id)
    require_version(certificate.version, command.expected_version)
    withdrawn = certificate.withdraw(command.ground, work.now)
    await save_withdrawal(work.connection, withdrawn)
    return withdrawn
