"""Access to certificates: the officers of the facility itself, because a certificate belongs to one participant."""

from typing import Protocol
from uuid import UUID

from services.programs.certificates.model import CertificateNotFound
from services.programs.cohorts.access import require_own_officer
from shared.access import Work
from shared.values.capabilities import Scope


class AboutCertificate(Protocol):
    """A command about one certificate."""

    @property
    def certificate_id(self) -> UUID:
        """Which certificate."""


async def scope_to_withdraw(work: Work, command: AboutCertificate) -> Scope:
    """The facility of the certificate, for its own officers. Raises `CertificateNotFound` or `OutOfScope`."""
    facility_id = await work.connection.fetchval(
        """SELECT facility_id FROM certificate c JOIN enrolment e ON e.id = c.enrolment_id
           JOIN cohort ON cohort.id = e.cohort_id JOIN program ON program.id = cohort.program_id WHERE c.id = $1""",
        command.certificate_id,
    )
    if facility_id is None:
        raise CertificateNotFound(id=command.certificate_id)
    scope = Scope(facilities=frozenset({facility_id}))
    require_own_officer(work.actor, scope)
    return scope
