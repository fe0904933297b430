"""Matters are open and closed as the rules ask, living notices show the open ones, and each reading has its event."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID

from services.notifications.inbox.reactions import concerned_by
from services.notifications.rules.shipped import shipped_rulebook
from shared.contracts.event import REGISTERED
from tests.chaos.audit.findings import Findings
from tests.chaos.audit.log import LoggedEvent
from tests.chaos.backlog import Database

CauseKey = tuple[str, str]
MatterKey = tuple[CauseKey, str]
NOTICE_READ = "notice.read.v1"


@dataclass
class Causes:
    """The ids of the events of the log that opened each matter, and that closed the matters of each cause."""

    opened: dict[MatterKey, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    closed: dict[CauseKey, set[UUID]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, log: Sequence[LoggedEvent]) -> "Causes":
        """Derive them from the log by the shipped rules."""
        causes = cls()
        for logged in log:
            for matter in _opened_by(logged):
                causes.opened[matter].add(UUID(logged.event_id))
            for cause in _closed_by(logged):
                causes.closed[cause].add(UUID(logged.event_id))
        return causes

    def open_matters(self) -> Iterator[tuple[MatterKey, UUID]]:
        """Each matter that was opened after the last closing of its cause, with the last event that opened it."""
        for matter, opened in self.opened.items():
            if max(opened) > max(self.closed.get(matter[0], ()), default=UUID(int=0)):
                yield matter, max(opened)


async def audit_notices(database: Database, log: Sequence[LoggedEvent], findings: Findings) -> None:
    """Compare matters and notices with the causes in the log, and the readings with the notices."""
    causes = Causes.of(log)
    await _audit_open(database, causes, findings)
    await _audit_closed(database, causes, findings)
    await _audit_living(database, findings)
    await _audit_readings(database, log, findings)


async def _audit_open(database: Database, causes: Causes, findings: Findings) -> None:
    """A matter is open, and shown by a living notice, exactly as long as its cause is open."""
    rows = await database.fetch(
        """SELECT matter.rule, business_key, matter.desk, opened_by, closed_at FROM notifications.matter
           JOIN notifications.notice ON notice.id = notice_id WHERE closed_by IS NULL"""
    )
    due = Counter((*cause, desk, opened_by) for (cause, desk), opened_by in causes.open_matters())
    findings.compare("open matters", due, Counter(tuple(row)[:4] for row in rows))
    hidden = [row for row in rows if row["closed_at"] is not None]
    findings.lost += [f"open matter {row['rule']} of {row['desk']}: its notice is closed" for row in hidden]


async def _audit_closed(database: Database, causes: Causes, findings: Findings) -> None:
    """A closed matter was opened by an event of its own, and closed by a later event of its cause."""
    rows = await database.fetch(
        "SELECT rule, business_key, desk, opened_by, closed_by FROM notifications.matter WHERE closed_by IS NOT NULL"
    )
    for rule, key, desk, opened_by, closed_by in rows:
        cause = (rule, key)
        if opened_by not in causes.opened.get((cause, desk), ()):
            findings.doubled.append(f"closed matter {rule} {key} of {desk}: {opened_by} did not open it")
        if closed_by not in causes.closed.get(cause, ()) or closed_by <= opened_by:
            findings.doubled.append(f"closed matter {rule} {key} of {desk}: {closed_by} did not close it")
    findings.count(**{"closed matters": len(rows)})
    closings = await database.fetch("SELECT rule, business_key, event_id FROM notifications.closing")
    due = Counter((*cause, max(closed)) for cause, closed in causes.closed.items())
    findings.compare("last closings", due, Counter(tuple(row) for row in closings))


async def _audit_living(database: Database, findings: Findings) -> None:
    """A living notice counts its open matters, of which it has at least one."""
    rows = await database.fetch(
        """SELECT notice.id, notice.matters, count(matter.rule) AS open FROM notifications.notice
           LEFT JOIN notifications.matter ON notice_id = notice.id AND closed_by IS NULL
           WHERE closed_at IS NULL GROUP BY notice.id"""
    )
    findings.doubled += [f"living notice {row['id']} has no open matter" for row in rows if not row["open"]]
    counted, found = (Counter({str(row["id"]): row[name] for row in rows}) for name in ("open", "matters"))
    findings.compare("matters counted by notices", counted, found)


async def _audit_readings(database: Database, log: Sequence[LoggedEvent], findings: Findings) -> None:
    """A reading has one event. A notice is read again only after a matter was opened, which raised its version."""
    rows = await database.fetch("SELECT id, version, read_at FROM notifications.notice")
    notices = {str(row["id"]): row for row in rows}
    readings: dict[str, list[int]] = defaultdict(list)
    for logged in log:
        if logged.type == NOTICE_READ:
            readings[logged.subject].append(json.loads(logged.data)["version"])
    for notice, versions in readings.items():
        again = [later for earlier, later in pairwise(sorted(versions)) if later < earlier + 2]
        findings.doubled += [f"notice {notice} was read twice, as version {version}" for version in again]
        if notice not in notices or max(versions) > notices[notice]["version"]:
            findings.lost.append(f"notice {notice}: it was read as version {max(versions)}, which it never reached")
    findings.lost += [
        f"notice {notice} is read, and no event says so"
        for notice, row in notices.items()
        if row["read_at"] is not None and notice not in readings
    ]
    findings.count(readings=sum(map(len, readings.values())))


def _opened_by(logged: LoggedEvent) -> Iterator[MatterKey]:
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
