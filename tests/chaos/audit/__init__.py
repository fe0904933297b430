"""The external audit: reads the three schemas and Kafka, and lists events that are lost, doubled or out of order.

It shares the contracts and the table of rules with the services, to derive the expected effects of an event. From the
event core it uses only the record format.
"""

from shared.operations.settings import Settings
from tests.chaos.audit.changes import audit_acknowledged, audit_tables
from tests.chaos.audit.effects import audit_effects
from tests.chaos.audit.findings import Findings
from tests.chaos.audit.log import read_log
from tests.chaos.audit.notices import audit_notices
from tests.chaos.audit.order import audit_order
from tests.chaos.audit.outside import audit_outside
from tests.chaos.audit.positions import audit_positions
from tests.chaos.audit.topics import audit_topics
from tests.chaos.backlog import Database
from tests.chaos.client import Ledger
from tests.chaos.outside import Outside


async def audit(
    database: Database, settings: Settings, ledger: Ledger, *, outside: Outside | None = None, notices: bool = True
) -> Findings:
    """Audit everything; there must be no writes meanwhile.

    Without `notices` where versions with different rules wrote them.
    """
    findings = Findings()
    log = await read_log(database, settings)
    audit_acknowledged(ledger, log, findings)
    await audit_tables(database, log, findings)
    await audit_topics(settings, log, findings)
    await audit_positions(database, settings, findings)
    await audit_effects(database, log, findings)
    if notices:
        await audit_notices(database, log, findings)
    if outside:
        await audit_outside(database, log, outside, findings)
    audit_order(log, findings)
    findings.count(events=len(log))
    return findings
