"""Recording the certificates of a cohort."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.catalogue.store import load_catalogue
from services.programs.certificates.commands.announcing import emit_issued
from services.programs.certificates.model.certificates import (
    ADMITTED,
    ISSUE_DAY,
    CertificateKind,
    Holder,
    IssuedCertificate,
    new_check_code,
    require_earned,
    require_foreseen,
    require_issuer,
)
from services.programs.certificates.model.refusals import CertificateAlreadyIssued, CertificateHolderUnknown
from services.programs.certificates.store import insert_certificates, load_holders
from services.programs.cohorts.access import scope_to_name
from services.programs.cohorts.store.cohorts import load_cohort
from services.programs.program.access import KEEPERS
from services.programs.program.model.program import require_not_before
from services.programs.program.store.locking import lock_program
from shared.access import Work, use_case
from shared.values.ids import new_id
from shared.values.refusals import require_past
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class IssueCertificates:
    """Certificates of one kind for participants of a cohort: their short codes, each with the number of its paper."""

    cohort_id: UUID
    kind: CertificateKind
    issued_on: date
    issuer: str | None
    holders: tuple[tuple[str, str | None], ...]


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
    earned = await _require_earned(work, command, practice.minimum_attendance if practice else 0)
    event_id = await emit_issued(work, program, cohort.id, command.kind, command.issued_on, added=len(earned))
    issued = [
        IssuedCertificate(
            *(new_id(), holder.enrolment_id, command.kind, command.issued_on, command.issuer, number),
            None if command.issuer else new_check_code(),
            event_id,
        )
        for holder, number in earned
    ]
    await insert_certificates(work.connection, issued, work.now)
    return issued


async def _require_earned(work: Work, command: IssueCertificates, least: int) -> list[tuple[Holder, str | None]]:
    """Each holder of the request with the number of the paper."""
    holders, earned = await load_holders(work.connection, command.cohort_id), dict[str, tuple[Holder, str | None]]()
    for entry, (code, number) in enumerate(command.holders, start=1):
        holder = holders.get(code)
        if holder is None:
            raise CertificateHolderUnknown(entry=entry)
        if code in earned:
            raise CertificateAlreadyIssued(code=code)
        require_issuer(command.kind, command.issuer, number)
        require_not_before(command.issued_on, holder.admitted_on, ADMITTED)
        require_earned(command.kind, holder, least)
        earned[code] = (holder, number)
    return list(earned.values())
