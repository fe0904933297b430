"""The certificates of a cohort, by short codes, for the facility's own officers."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from services.programs.certificates.model.certificates import CertificateKind, CertificateWithdrawalGround
from services.programs.cohorts.access import scope_to_name
from services.programs.cohorts.model.enrolment import short_code
from services.programs.program.access import RECORDERS
from shared.access import Work, use_case


class CertificateDetails(BaseModel):
    """A certificate of one enrolment; without an issuer the facility has issued it."""

    id: UUID
    enrolment_id: UUID
    code: str
    kind: CertificateKind
    issued_on: date
    issuer: str | None
    number: str | None
    check_code: str | None
    withdrawn_at: datetime | None
    withdrawal_ground: CertificateWithdrawalGround | None
    version: int


@dataclass(frozen=True, slots=True)
class ListCertificates:
    """The certificates of a cohort."""

    cohort_id: UUID


@use_case(*RECORDERS, scope=scope_to_name, changes=False)
async def list_certificates(work: Work, query: ListCertificates) -> list[CertificateDetails]:
    """The certificates by the codes of their holders, with withdrawn ones."""
    rows = await work.connection.fetch(
        """SELECT c.*, e.number AS ordinal FROM certificate c JOIN enrolment e ON e.id = c.enrolment_id
           WHERE e.cohort_id = $1 ORDER BY e.number, c.id""",
        query.cohort_id,
    )
    return [CertificateDetails(**row, code=short_code(row["ordinal"])) for row in rows]
