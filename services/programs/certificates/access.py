"""Access to certificates: the officers of the facility itself, because a certificate belongs to one participant."""

from typing import Protocol
from uuid import UUID

from services.programs.certificates.model.certificates import check_code_as_typed
from services.programs.certificates.model.refusals import CertificateCodeNotFound, CertificateNotFound
from services.programs.cohorts.access import require_own_officer
from shared.access import Work
from shared.values.capabilities import Scope


class AboutCertificate(Protocol):
    """A command about one certificate."""

    @property
    def certificate_id(self) -> UUID:
        """Which certificate."""


async def scope_of_facility(work: Work, command: AboutCertificate) -> Scope:
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


class WithCode(Protocol):
    """A query of someone who has a certificate at hand."""

    @property
    def code(self) -> str | None:
        """The code that is printed on it, as it was typed; None: not typed yet."""


async def at_hand(work: Work, query: WithCode) -> None:
    """Find the certificate of the code. Raises `CertificateCodeNotFound`."""
    if query.code is None:
        return
    code = check_code_as_typed(query.code)
    if not await work.connection.fetchval("SELECT EXISTS (SELECT FROM certificate WHERE check_code = $1)", code):
        raise CertificateCodeNotFound
