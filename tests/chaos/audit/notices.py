"""Every matter that the shipped rules leave open is open, and shown by a living notice."""

from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from services.notifications.inbox.reactions import concerned_by
from services.notifications.rules.shipped import shipped_rulebook
from shared.contracts.event import REGISTERED
from tests.chaos.audit.findings import Findings
from tests.chaos.audit.log import LoggedEvent
from tests.chaos.backlog import Database

CauseKey = tuple[str, str]


async def audit_notices(database: Database, log: Sequence[LoggedEvent], findings: Findings) -> None:
    """Compare the open matters required by the rules with those that living notices show."""
    opened, closed = latest_events(log)
    due = [(*cause, desk) for (cause, desk), event_id in opened.items() if closed.get(cause, UUID(int=0)) < event_id]
    rows = await database.fetch(
        """SELECT matter.rule, business_key, matter.desk FROM notifications.matter
           JOIN notifications.notice ON notice.id = notice_id
           WHERE closed_by IS NULL AND closed_at IS NULL"""
    )
    findings.compare("open matters", Counter(due), Counter(tuple(row) for row in rows))


def latest_events(log: Sequence[LoggedEvent]) -> tuple[dict[tuple[CauseKey, str], UUID], dict[CauseKey, UUID]]:
    """The latest event that opened each matter, and the latest that closed the matters of each cause."""
    opened: dict[tuple[CauseKey, str], UUID] = {}
    closed: dict[CauseKey, UUID] = {}
    for logged in log:
        event_id = UUID(logged.event_id)
        for matter in _opened_by(logged):
            opened[matter] = max(event_id, opened.get(matter, event_id))
        for cause in _closed_by(logged):
            closed[cause] = max(event_id, closed.get(cause, event_id))
    return opened, closed


def _opened_by(logged: LoggedEvent) -> Iterator[tuple[CauseKey, str]]:
    if logged.type not in shipped_rulebook().ruled:
        return
    event = REGISTERED[logged.type].model_validate_json(logged.data)
    for rule in shipped_rulebook().rules_for(logged.type, event):
        for desk in rule.desks(concerned_by(event)):
            yield (rule.name, rule.business_key(event, UUID(logged.event_id))), str(desk)


def _closed_by(logged: LoggedEvent) -> Iterator[CauseKey]:
    if logged.type not in shipped_rulebook().closing:
        return
    event = REGISTERED[logged.type].model_validate_json(logged.data)
    for rule in shipped_rulebook().rules:
        for key in rule.keys_closed_by(logged.type, event):
            yield rule.name, key
