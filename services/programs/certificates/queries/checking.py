"""The check of a certificate by anyone who has it at hand: neither a person nor a facility is in the answer."""

from dataclasses import dataclass

from services.programs.certificates.access import at_hand
from services.programs.certificates.model.certificates import check_code_as_typed
from services.programs.program.model.columns import title_of
from shared.access import Work, use_case
from shared.values.languages import written_month
from shared.values.texts import Text


@dataclass(frozen=True, slots=True)
class ShowCheck:
    """Someone types the code that is printed on a certificate, or has not done so yet."""

    code: str | None


@dataclass(frozen=True, slots=True)
class CheckedCertificate:
    """Whether a certificate is in effect, what it is about, and the month of its issue."""

    code: str
    practice: Text
    month: Text
    in_effect: bool


@use_case(scope=at_hand, changes=False, visitors=True)
async def show_check(work: Work, query: ShowCheck) -> CheckedCertificate | None:
    """The certificate of a code; None without a code. Raises `CertificateCodeNotFound`."""
    if query.code is None:
        return None
    code = check_code_as_typed(query.code)
    row = await work.connection.fetchrow(
        """SELECT title_indonesian, title_english, c.issued_on, c.withdrawn_at IS NULL AS in_effect
           FROM certificate c JOIN enrolment e ON e.id = c.enrolment_id JOIN cohort ON cohort.id = e.cohort_id
           JOIN program ON program.id = cohort.program_id WHERE c.check_code = $1""",
        code,
    )
    month = Text(written_month(row["issued_on"], "id"), written_month(row["issued_on"], "en"))
    return CheckedCertificate(code, title_of(row), month, row["in_effect"])
