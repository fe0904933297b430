"""Order per key: consecutive versions in the logs, and effects in the order of the events that caused them.

An event that a subscriber emits names its cause. The ids of the subscriber's own log follow the order of its commits,
so they show the order in which it applied the events of each key.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from tests.chaos.audit.findings import Findings
from tests.chaos.audit.log import LoggedEvent


def audit_order(log: Sequence[LoggedEvent], findings: Findings) -> None:
    """Check the versions of each stream, and the order of causes and effects."""
    versions: dict[tuple[str, str], int] = defaultdict(int)
    for event in log:
        stream = (event.topic, event.key)
        if event.version != versions[stream] + 1:
            findings.out_of_order.append(f"{event} has version {event.version} after {versions[stream]}")
        versions[stream] = event.version
    _audit_causes(log, findings)


def _audit_causes(log: Sequence[LoggedEvent], findings: Findings) -> None:
    events = {event.event_id: event for event in log}
    reached: dict[tuple[str, str, str], int] = defaultdict(int)
    effects: Counter[tuple[str, str, str]] = Counter()
    for event in log:
        cause = events.get(event.causation_id)
        if cause is None:
            continue
        taken = (event.service, cause.topic, cause.key)
        if cause.version < reached[taken]:
            findings.out_of_order.append(f"{event} was caused by {cause} after version {reached[taken]}")
        reached[taken] = max(reached[taken], cause.version)
        effects[event.causation_id, event.type, event.subject] += 1
    findings.doubled += [
        f"{cause} caused {type_} of {subject} {n} times" for (cause, type_, subject), n in effects.items() if n > 1
    ]
    findings.count(effects_with_cause=len(effects))
