"""The participants of a cohort as they earn certificates, for the facility's own officers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.programs.catalogue.store import load_catalogue
from services.programs.certificates.model.attended import HOLDERS, holders_of
from services.programs.certificates.model.certificates import CertificateKind
from services.programs.cohorts.access import scope_to_name
from services.programs.program.access import RECORDERS
from shared.access import Work, use_case


class CertificateEarner(BaseModel):
    """A participant by the short code, with the sessions that expected them and those they attended.

    `earned`: the attendance is sufficient, `needed` percent. `certificates` are those in effect.
    """

    enrolment_id: UUID
    code: str
    admitted_on: date
    sessions: int
    present: int
    percent: int
    needed: int
    earned: bool
    certificates: list[CertificateKind]


@dataclass(frozen=True, slots=True)
class ListEarners:
    """The participants of a cohort."""

    cohort_id: UUID


@use_case(*RECORDERS, scope=scope_to_name, changes=False)
async def list_earners(work: Work, query: ListEarners) -> list[CertificateEarner]:
    """All who were ever enrolled in the cohort, by their codes."""
    program = await work.connection.fetchrow(
        "SELECT template, template_version FROM program JOIN cohort ON program_id = program.id WHERE cohort.id = $1",
        query.cohort_id,
    )
    catalogue = await load_catalogue(work.connection, program["template"])
    practice = catalogue.in_version(program["template"], program["template_version"])
    needed = practice.minimum_attendance if practice else 0
    holders = holders_of(await work.connection.fetch(HOLDERS, query.cohort_id))
    return [
        CertificateEarner(
            enrolment_id=each.enrolment_id,
            code=each.code,
            admitted_on=each.admitted_on,
            sessions=each.sessions,
            present=each.present,
            percent=each.percent,
            needed=needed,
            earned=each.attended(needed),
            certificates=sorted(each.kinds),
        )
        for each in holders
    ]
