"""For each alert, series in which it fires, and what people then read. A step of a series is one minute."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

WORKER = 'service="programs", process="worker"'


@dataclass(frozen=True)
class AlertCase:
    """One alert that fires at `minute`; `labels` are those beside the severity."""

    alert: str
    series: Mapping[str, str]
    summary: str
    severity: str
    labels: Mapping[str, str] = field(default_factory=lambda: {"service": "programs"})
    minute: int = 30


CASES: Sequence[AlertCase] = (
    AlertCase(
        "EventsNotPublished",
        {f"sinergi_relay_oldest_unrelayed_seconds{{{WORKER}}}": "0x9 90x90"},
        "Events of programs wait for Kafka for 1m 30s",
        "page",
    ),
    AlertCase(
        "RelayWithoutLeader",
        {f"sinergi_relay_leader{{{WORKER}}}": "1x9 0x90", f"sinergi_relay_paused{{{WORKER}}}": "0x100"},
        "No worker of programs publishes events",
        "page",
    ),
    AlertCase(
        "RelayBlocked",
        {f'sinergi_relay_blocked_seconds{{{WORKER}, pid="17"}}': "0x9 120x90"},
        "A transaction holds back the events of programs for 2m 0s",
        "ticket",
    ),
    AlertCase(
        "LeftPaused",
        {f'sinergi_inbox_paused{{{WORKER}, consumer="programs"}}': "0x9 1x190"},
        "The relay or the consumer of programs has been paused for an hour",
        "ticket",
        minute=90,
    ),
    AlertCase(
        "LogRestored",
        {f"sinergi_relay_generation{{{WORKER}}}": "1x79 2x20"},
        "The log of programs was recovered after a restore",
        "ticket",
        minute=90,
    ),
    AlertCase(
        "ConsumerBehind",
        {f'sinergi_inbox_lag_seconds{{{WORKER}, topic="sinergi.agreements.v1"}}': "0x9 180x90"},
        "programs has not applied events of sinergi.agreements.v1 for 3m 0s",
        "page",
        {"service": "programs", "topic": "sinergi.agreements.v1"},
    ),
    AlertCase(
        "GapNotFilled",
        {f'sinergi_inbox_held_shards{{{WORKER}, consumer="programs"}}': "0x9 2x90"},
        "programs waits for events that its topic lacks",
        "ticket",
    ),
    AlertCase(
        "RecordsParked",
        {
            f'sinergi_inbox_parked_records{{{WORKER}, reason="refused"}}': "0x9 1x90",
            f'sinergi_inbox_parked_records{{{WORKER}, reason="behind"}}': "0x9 2x90",
        },
        "programs could not apply 3 records",
        "ticket",
    ),
    AlertCase(
        "PositionsNotFresh",
        {f"sinergi_positions_freshness_age_seconds{{{WORKER}}}": "0x9 600x90"},
        "programs may lack positions of the last 10m 0s",
        "ticket",
    ),
    AlertCase(
        "ProcessDown",
        {f'up{{job="sinergi", {WORKER}}}': "1x9 0x90"},
        "programs worker does not answer",
        "page",
        {"job": "sinergi", "service": "programs", "process": "worker"},
    ),
    AlertCase(
        "VersionsMixed",
        {
            'sinergi_build_info{service="programs", version="0.2.0"}': "1x200",
            'sinergi_build_info{service="agreements", version="0.3.0"}': "1x200",
        },
        "Processes of 2 versions have been running for an hour",
        "ticket",
        {},
        minute=90,
    ),
    AlertCase(
        "JobItemsFail",
        {f'sinergi_job_failed_items{{{WORKER}, exported_job="expire"}}': "0x9 2x90"},
        "2 items of jobs of programs fail in every run",
        "ticket",
        minute=60,
    ),
    AlertCase(
        "HolidaysUnknown",
        {'sinergi_holidays_known_days{service="agreements"}': "29x190"},
        "Holidays are on record for 29 more days",
        "ticket",
        {},
        minute=90,
    ),
)

HEALTHY: Mapping[str, str] = {
    f"sinergi_relay_oldest_unrelayed_seconds{{{WORKER}}}": "0x200",
    f"sinergi_relay_leader{{{WORKER}}}": "1x200",
    # A second worker of the service stands by.
    'sinergi_relay_leader{service="programs", process="worker", instance="second"}': "0x200",
    f"sinergi_relay_paused{{{WORKER}}}": "0x200",
    # The door has no relay, and an api does not lead.
    'sinergi_relay_leader{service="front", process="api"}': "0x200",
    f"sinergi_relay_generation{{{WORKER}}}": "2x200",
    f'sinergi_inbox_lag_seconds{{{WORKER}, topic="sinergi.agreements.v1"}}': "2x200",
    f'sinergi_inbox_held_shards{{{WORKER}, consumer="programs"}}': "0x200",
    f"sinergi_positions_freshness_age_seconds{{{WORKER}}}": "1x200",
    f'up{{job="sinergi", {WORKER}}}': "1x200",
    'sinergi_build_info{service="programs", version="0.2.0"}': "1x200",
    'sinergi_holidays_known_days{service="agreements"}': "200x200",
}
"""Series in which no alert fires."""
