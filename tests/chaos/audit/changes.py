"""Every committed change has its event: compares acknowledged requests and the tables with the logs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.chaos.audit.findings import Findings
from tests.chaos.audit.log import LoggedEvent
from tests.chaos.backlog import Database
from tests.chaos.client import Ledger


@dataclass(frozen=True)
class Change:
    """The expected number of events by subject, derived from the owner's tables."""

    type: str
    query: str


CHANGES = (
    Change("partner.registered.v1", "SELECT id, 1 FROM agreements.partner"),
    Change("agreement.drafted.v1", "SELECT id, 1 FROM agreements.agreement"),
    Change(
        "agreement.submitted_for_review.v1",
        "SELECT agreement_id, count(*) FROM agreements.agreement_history WHERE move = 'submit' GROUP BY 1",
    ),
    Change(
        "agreement.validated.v1",
        "SELECT agreement_id, count(*) FROM agreements.agreement_history WHERE move = 'validate' GROUP BY 1",
    ),
    Change(
        "agreement.signature_recorded.v1",
        "SELECT agreement_id, count(*) FROM agreements.signature GROUP BY 1",
    ),
    Change("agreement.withdrawn.v1", "SELECT id, 1 FROM agreements.agreement WHERE document_state = 'withdrawn'"),
    Change("agreement.signed.v1", "SELECT id, 1 FROM agreements.agreement WHERE document_state = 'signed'"),
    Change(
        "agreement.entered_into_force.v1",
        "SELECT id, 1 FROM agreements.agreement WHERE entered_announced_at IS NOT NULL",
    ),
    Change(
        "agreement.first_activity_recorded.v1",
        "SELECT id, 1 FROM agreements.agreement WHERE first_activity_at IS NOT NULL",
    ),
    Change("position.assigned.v1", "SELECT id, version FROM agreements.position"),
    Change("program.planned.v1", "SELECT id, 1 FROM programs.program"),
    Change(
        "program.authorisation_attached.v1",
        "SELECT program_id, count(*) - 1 FROM programs.authorisation GROUP BY 1 HAVING count(*) > 1",
    ),
    Change("program.opened.v1", "SELECT id, 1 FROM programs.program WHERE opened_on IS NOT NULL"),
    Change("cohort.started.v1", "SELECT id, 1 FROM programs.cohort"),
    Change("session.held.v1", "SELECT id, 1 FROM programs.session"),
    # The groups of these runs have one to three participants: too few for public counts.
    Change("cohort.counted.v1", "SELECT id, 1 FROM programs.cohort"),
    Change("session.counted.v1", "SELECT id, 1 FROM programs.session"),
    Change("catalogue.template_missing.v1", "SELECT scope_item_id, count(*) FROM programs.template_gap GROUP BY 1"),
    Change("notice.issued.v1", "SELECT id, 1 FROM notifications.notice"),
    Change("notice.closed.v1", "SELECT id, 1 FROM notifications.notice WHERE closed_at IS NOT NULL"),
)
ELSEWHERE = frozenset({"notice.read.v1"})
"""The table has only the last reading of a notice: `notices.py` audits all of them."""


def audit_acknowledged(ledger: Ledger, log: Sequence[LoggedEvent], findings: Findings) -> None:
    """Every acknowledged change has exactly one event, and every event that only clients cause was acknowledged."""
    types = {type_ for type_, _ in ledger.acknowledged}
    emitted = Counter((event.type, event.subject) for event in log if event.type in types)
    findings.compare("changes acknowledged to clients", ledger.acknowledged, emitted)


async def audit_tables(database: Database, log: Sequence[LoggedEvent], findings: Findings) -> None:
    """Every change in the tables has its event, the same number of times."""
    due: Counter[tuple[str, str]] = Counter()
    for change in CHANGES:
        rows = await database.fetch(change.query)
        due.update({(change.type, str(subject)): times for subject, times in rows})
    emitted = Counter((event.type, event.subject) for event in log if event.type not in ELSEWHERE)
    findings.compare("changes in the tables", due, emitted)
