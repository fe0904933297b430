"""Every event that somebody must be told of has brought its notices, by the shipped table of rules."""

from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from services.notifications.inbox.reactions import concerned_by
from services.notifications.rules.shipped import shipped_rulebook
from shared.contracts.event import REGISTERED
from tests.chaos.audit.findings import Findings
from tests.chaos.audit.log import Said
from tests.chaos.backlog import Database


async def audit_notices(database: Database, log: Sequence[Said], findings: Findings) -> None:
    """Compare the notices that the rules call for with those that lie before the desks."""
    due = {key for event in log for key in notices_due(event)}
    rows = await database.fetch("SELECT business_key FROM notifications.notice")
    findings.compare("notices", Counter(due), Counter(row["business_key"] for row in rows))


def notices_due(said: Said) -> Iterator[str]:
    """The keys of the notices that an event calls for."""
    if said.type not in shipped_rulebook().ruled:
        return
    event = REGISTERED[said.type].model_validate_json(said.data)
    for rule in shipped_rulebook().rules_for(said.type, event):
        for desk in rule.desks(concerned_by(event)):
            yield rule.business_key(event, UUID(said.event_id), desk)
