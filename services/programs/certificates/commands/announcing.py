"""The events about the certificates of a cohort."""

from datetime import date
from uuid import UUID

from services.programs.certificates.model.certificates import CertificateKind, IssuedCertificate
from services.programs.certificates.store import load_tally
from services.programs.cohorts.store.cohorts import load_has_juveniles
from services.programs.program.commands.announcing import EventFields, event_fields, is_sensitive
from services.programs.program.model.program import Program
from shared.access import Work
from shared.contracts.certificates import CertificateIssued, CertificateIssuedCorrected
from shared.values.terms import moment_of


class CertificateFields(EventFields):
    """The fields that every event about certificates has."""

    cohort_id: UUID
    certificates_version: int
    kind: CertificateKind
    issued_on: date
    in_effect: int | None


async def emit_issued(
    work: Work, program: Program, cohort_id: UUID, kind: CertificateKind, issued_on: date, *, added: int
) -> UUID:
    """Emit how many certificates the cohort has with the ones to be added; returns the id of the event."""
    fields = await _fields(work, program, cohort_id, kind, issued_on, added=added)
    return work.emit(CertificateIssued(**fields), moment_of(issued_on, program.facility.zone, work.now))


async def emit_withdrawn(work: Work, program: Program, cohort_id: UUID, withdrawn: IssuedCertificate) -> None:
    """Emit how many certificates the cohort has without the one that is saved as withdrawn."""
    fields = await _fields(work, program, cohort_id, withdrawn.kind, withdrawn.issued_on, added=0)
    work.emit(CertificateIssuedCorrected(**fields, corrects=withdrawn.event_id))


async def _fields(
    work: Work, program: Program, cohort_id: UUID, kind: CertificateKind, issued_on: date, *, added: int
) -> CertificateFields:
    in_effect, changes = await load_tally(work.connection, cohort_id, kind)
    juveniles = await load_has_juveniles(work.connection, cohort_id)
    sensitive = juveniles or await is_sensitive(work, program, in_effect + added)
    return CertificateFields(
        **event_fields(program, issued_on),
        cohort_id=cohort_id,
        certificates_version=changes + added,
        kind=kind,
        issued_on=issued_on,
        in_effect=None if sensitive else in_effect + added,
    )
