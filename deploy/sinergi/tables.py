"""Statuses as rows of a table, for people; programs get the whole."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from deploy.operating.events import ServiceStatus, ServiceVerified
from shared.events.operating.status import Blocker
from shared.events.operator_log import ManualOperation

Row = Mapping[str, Any]


def relay_row(status: ServiceStatus) -> Row:
    """How a relay stands."""
    relay = status.relay
    return {
        "relay": status.service,
        "leader": relay.leader if relay.leads else "nobody leads",
        "epoch": relay.epoch,
        "generation": relay.generation,
        "cursor": relay.cursor,
        "drawn": relay.last_id,
        "backlog": relay.backlog,
        "oldest_s": relay.oldest_unrelayed_seconds,
        "waits_for": _named(relay.blocked_by) if relay.blocked_by else None,
        "paused": relay.paused,
    }


def consumer_rows(statuses: Iterable[ServiceStatus]) -> list[Row]:
    """How each consumer stands in each of its topics; what is parked is counted by service."""
    return [
        {
            "consumer": status.service,
            "topic": mark.topic,
            "applied_to": mark.last_id,
            "lag": mark.lag,
            "oldest_s": mark.oldest_seconds,
            "held_shards": mark.held_shards,
            "beyond_the_log": mark.ahead_shards,
            "earlier_life": mark.earlier_shards,
            "parked": status.consumer.parked,
            "paused": status.consumer.paused,
        }
        for status in statuses
        for mark in status.consumer.topics
    ]


def blocker_rows(blockers: Iterable[tuple[str, Blocker]]) -> list[Row]:
    """Who holds logs up."""
    return [
        {
            "service": service,
            "pid": blocker.pid,
            "prepared": blocker.prepared,
            "application": blocker.application,
            "state": blocker.state,
            "transaction_s": blocker.transaction_seconds,
            "query_s": blocker.query_seconds,
        }
        for service, blocker in blockers
    ]


def deed_rows(operations: Iterable[tuple[str, ManualOperation]]) -> list[Row]:
    """What was done by hand."""
    return [{"service": service} | asdict(operation) for service, operation in operations]


def verified_rows(verified: Iterable[ServiceVerified]) -> list[Row]:
    """What a walk found: how many of each kind, and the first ids."""
    return [
        {
            "topic": topic.topic,
            "whole": "yes" if topic.whole else "NO",
            "log": f"{topic.from_id}…{topic.until_id}",
            "events": topic.events,
            "records": topic.records,
            "twice": topic.twice,
            "earlier_generations": topic.earlier_generations,
            "missing": _found(topic.missing),
            "out_of_order": _found(topic.out_of_order),
            "wrong_chain": _found(topic.wrong_chain),
            "not_in_log": _found(topic.not_in_log),
            "foreign": _found(topic.foreign),
        }
        for each in verified
        for topic in each.topics
    ]


def reader_rows(verified: Iterable[ServiceVerified]) -> list[Row]:
    """How far the readers of a walked log have come."""
    return [
        {
            "reader": reader,
            "topic": mark.topic,
            "lag": mark.lag,
            "waiting": mark.waiting_ids,
            "held_shards": mark.held_shards,
            "beyond_the_log": mark.ahead_shards,
            "earlier_life": mark.earlier_shards,
            "parked": status.parked,
        }
        for each in verified
        for reader, status in each.readers.items()
        for mark in status.topics
    ]


def _named(blocker: Blocker) -> str:
    who = f"pid {blocker.pid} ({blocker.application})" if blocker.pid else f"prepared transaction {blocker.prepared}"
    return f"{who}, {blocker.transaction_seconds or 0:.1f} s"


def _found(found: Any) -> str | None:
    if not found.count:
        return None
    more = "…" if found.count > len(found.ids) else ""
    return f"{found.count}: {', '.join(map(str, found.ids))}{more}"
