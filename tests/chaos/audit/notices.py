"""Every event that the shipped rules cover has its notices."""

from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from services.notifications.inbox.reactions import concerned_by
from services.notifications.rules.shipped import shipped_rulebook
from shared.contracts.event import REGISTERED
from tests.chaos.audit.findings import Findings
from tests.chaos.audit.log import LoggedEvent
from tests.chaos.backlog import Database


async def audit_notices(database: Database, log: Sequence[LoggedEvent], findings: Findings) -> None:
    """Compare the notices required by the rules with the existing ones."""
    due = {key for event in log for key in notices_due(event)}
    rows = await database.fetch("SELECT business_key FROM notifications.notice")
    findings.compare("notices", Counter(due), Counter(row["business_key"] for row in rows))


def notices_due(logged: LoggedEvent) -> Iterator[str]:
    """The keys of the notices that the rules require for an event."""
    if logged.type not in shipped_rulebook().ruled:
        return
    event = REGISTERED[logged.type].model_validate_json(logged.data)
    for rule in shipped_rulebook().rules_for(logged.type, event):
        for desk in rule.desks(concerned_by(event)):
            yield rule.business_key(event, UUID(logged.event_id), desk)
