"""Withdrawing a certificate."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.certificates.access import scope_of_facility
from services.programs.certificates.commands.announcing import emit_withdrawn
from services.programs.certificates.model.certificates import CertificateWithdrawalGround, IssuedCertificate
from services.programs.certificates.store import load_cohort_of, lock_certificate, save_withdrawal
from services.programs.cohorts.store.cohorts import load_cohort
from services.programs.program.access import KEEPERS
from services.programs.program.store.locking import lock_program
from shared.access import Work, use_case
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class WithdrawCertificate:
    """A certificate is not in effect any more."""

    certificate_id: UUID
    expected_version: int
    ground: CertificateWithdrawalGround


@use_case(*KEEPERS, scope=scope_of_facility)
async def withdraw_certificate(work: Work, command: WithdrawCertificate) -> IssuedCertificate:
    """Withdraw a certificate; its row stays. Raises `CertificateIsWithdrawn`."""
    cohort = await load_cohort(work.connection, await load_cohort_of(work.connection, command.certificate_id))
    # The program first, as everywhere, so that the events about the cohort count in order.
    program = await lock_program(work.connection, cohort.program_id)
    certificate = await lock_certificate(work.connection, command.certificate_id)
    require_version(certificate.version, command.expected_version)
    withdrawn = certificate.withdraw(command.ground, work.now)
    await save_withdrawal(work.connection, withdrawn)
    await emit_withdrawn(work, program, cohort.id, withdrawn)
    return withdrawn
