"""What left Sinergi: a webhook got each event of its topic in order, and each message that was sent has arrived.

The same message may arrive again, because a sender may die between the answer and its record. It then has the same id,
by which a receiver knows it; so ids are compared and not messages.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from tests.chaos.audit.findings import Findings
from tests.chaos.audit.log import LoggedEvent
from tests.chaos.backlog import Database
from tests.chaos.outside import Outside, id_of


async def audit_outside(database: Database, log: Sequence[LoggedEvent], outside: Outside, findings: Findings) -> None:
    """Compare what systems outside got with the log and with the records of deliveries."""
    _audit_webhook(log, outside, findings)
    await _audit_records(database, outside, findings)
    await _audit_messages(database, outside, findings)


def _audit_webhook(log: Sequence[LoggedEvent], outside: Outside, findings: Findings) -> None:
    due = [event for event in log if event.topic == outside.topic and event.id > outside.after_id]
    got = [message.id for message in outside.receiver.got]
    findings.compare("events at the webhook", Counter(event.event_id for event in due), Counter(set(got)))
    findings.count(**{"requests of the webhook": len(got)})
    events = {event.event_id: event for event in due}
    reached: dict[str, int] = defaultdict(int)
    for id_ in dict.fromkeys(got):
        if event := events.get(id_):
            if event.version < reached[event.key]:
                findings.out_of_order.append(f"webhook: {event} came after version {reached[event.key]}")
            reached[event.key] = max(reached[event.key], event.version)


async def _audit_records(database: Database, outside: Outside, findings: Findings) -> None:
    rows = await database.fetch("SELECT event_id FROM notifications.webhook_delivery WHERE state = 'delivered'")
    recorded = Counter(str(row["event_id"]) for row in rows)
    findings.compare("records of the webhook", Counter({message.id for message in outside.receiver.got}), recorded)


async def _audit_messages(database: Database, outside: Outside, findings: Findings) -> None:
    rows = await database.fetch("SELECT id, state FROM notifications.delivery WHERE channel = 'email' AND NOT daily")
    # The message of a day has an id of its own, and a way to unsubscribe, which no other has.
    single = [message for message in outside.messages() if message["List-Unsubscribe"] is None]
    arrived = {id_of(message) for message in single}
    sent = {str(row["id"]) for row in rows if row["state"] == "sent"}
    # One whose matter was over before its second attempt is recorded as dropped, and may have arrived.
    known = {str(row["id"]) for row in rows if row["state"] in ("sent", "dropped")}
    findings.compare("messages sent", Counter(sent), Counter(arrived & sent))
    findings.compare("messages with a record", Counter(arrived & known), Counter(arrived))
