"""Rows of tables for people. Programs get the whole of what these rows are made of, as JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from deploy.contracts.rules.rule import CompatibilityRule
from deploy.operating.consumers import ConsumerStatus
from deploy.operating.recovery import Recovery
from deploy.operating.relays import ServiceRelay
from deploy.operating.verification import ServiceVerified
from shared.events.operating.rebuild import Rebuilt
from shared.events.operating.requeue import Outcome
from shared.events.operating.status import Blocker
from shared.events.operator_log import ManualOperation

Row = Mapping[str, Any]


def relay_rows(relays: Iterable[ServiceRelay]) -> list[Row]:
    """One row per relay."""
    return [
        {
            "relay": each.service,
            "leader": each.relay.leader if each.relay.leads else "no leader",
            "epoch": each.relay.epoch,
            "generation": each.relay.generation,
            "cursor": each.relay.cursor,
            "last_id": each.relay.last_id,
            "backlog": each.relay.backlog,
            "oldest_s": each.relay.oldest_unrelayed_seconds,
            "waits_for": _name_of(each.relay.blocked_by) if each.relay.blocked_by else None,
            "paused": each.relay.paused,
        }
        for each in relays
    ]


def blocker_rows(blockers: Iterable[tuple[str, Blocker]]) -> list[Row]:
    """One row per transaction that a relay waits for."""
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


def consumer_rows(consumers: Iterable[ConsumerStatus]) -> list[Row]:
    """One row per consumer and topic; parked records are counted per consumer."""
    return [
        {
            "consumer": each.consumer,
            "topic": mark.topic,
            "applied_to": mark.last_id,
            "lag": mark.lag,
            "oldest_s": mark.oldest_seconds,
            "held_shards": mark.held_shards,
            "beyond_the_log": mark.ahead_shards,
            "earlier_generation": mark.earlier_shards,
            "parked": each.parked,
            "may_park": each.may_park,
            "paused": each.paused,
        }
        for each in consumers
        for mark in each.topics
    ]


def projection_rows(consumers: Iterable[ConsumerStatus]) -> list[Row]:
    """One row per projection of a consumer; with the reason when it cannot be rebuilt."""
    return [
        {"consumer": each.consumer, "projection": name, "rebuild": reason or "possible"}
        for each in consumers
        for name, reason in (dict.fromkeys(each.rebuildable) | each.not_rebuildable).items()
    ]


def rebuilt_row(projection: str, rebuilt: Rebuilt, *, dry_run: bool) -> Row:
    """The result of a rebuild."""
    return {
        "projection": projection,
        "result": "rebuilt and rolled back" if dry_run else "rebuilt",
        "events_read": rebuilt.read,
        "applied": rebuilt.applied,
        "without_effect": rebuilt.skipped,
        "rows_before": rebuilt.rows_before,
        "rows_after": rebuilt.rows_after,
        "seconds": rebuilt.seconds,
        "events_per_second": round(rebuilt.read / max(rebuilt.seconds, 0.001)),
    }


def requeue_rows(outcomes: Iterable[Outcome], *, dry_run: bool) -> list[Row]:
    """One row per requeued key."""
    return [
        {
            "topic": outcome.topic,
            "key": outcome.key,
            "would_apply" if dry_run else "applied": outcome.applied,
            "left": outcome.left,
            "stopped_by": outcome.stopped_by.detail if outcome.stopped_by else None,
        }
        for outcome in outcomes
    ]


def discarded_rows(records: Iterable[Row], *, dry_run: bool) -> list[Row]:
    """One row per discarded record."""
    return [{**record, "result": "would be discarded" if dry_run else "discarded"} for record in records]


def recovery_row(service: str, recovery: Recovery) -> Row:
    """The result of a recovery of a log."""
    done, relay = recovery.done, recovery.relay
    return {
        "service": service,
        "result": "recovered" if done else "would be recovered",
        "generation": done.generation if done else relay.generation + 1,
        "last_id": relay.last_id,
        "newest_in_kafka": recovery.in_kafka.newest,
        "newest_applied": recovery.newest_applied,
        "next_id": done.next_id if done else max(recovery.newest_elsewhere, relay.last_id) + 1,
        "new_ids": done.renumbered if done else recovery.unsent,
    }


def history_rows(operations: Iterable[tuple[str, ManualOperation]]) -> list[Row]:
    """One row per operation of an operator."""
    return [{"service": service} | asdict(operation) for service, operation in operations]


def verified_rows(verified: Iterable[ServiceVerified]) -> list[Row]:
    """One row per verified topic: how many faults of each kind, and the first ids."""
    return [
        {
            "topic": topic.topic,
            "whole": "yes" if topic.whole else "NO",
            "log": f"{topic.from_id}…{topic.until_id}",
            "events": topic.events,
            "records": topic.records,
            "twice": topic.twice,
            "earlier_generations": topic.earlier_generations,
            "missing": _count_and_ids(topic.missing),
            "out_of_order": _count_and_ids(topic.out_of_order),
            "wrong_chain": _count_and_ids(topic.wrong_chain),
            "not_in_log": _count_and_ids(topic.not_in_log),
            "foreign": _count_and_ids(topic.foreign),
        }
        for each in verified
        for topic in each.topics
    ]


def reader_rows(verified: Iterable[ServiceVerified]) -> list[Row]:
    """One row per reader and topic of a verified log."""
    return [
        {
            "reader": reader,
            "topic": mark.topic,
            "lag": mark.lag,
            "waiting": mark.waiting_ids,
            "held_shards": mark.held_shards,
            "beyond_the_log": mark.ahead_shards,
            "earlier_generation": mark.earlier_shards,
            "parked": status.parked,
        }
        for each in verified
        for reader, status in each.readers.items()
        for mark in status.topics
    ]


def rule_rows(rules: Iterable[CompatibilityRule[Any]]) -> list[Row]:
    """One row per rule of compatibility."""
    return [{"rule": rule.name, "breaks": rule.breaking, "why": rule.why} for rule in rules]


def sandbox_rows(types: Iterable[str], *, dry_run: bool) -> list[Row]:
    """One row per example that was published."""
    return [{"type": type_, "result": "would be published" if dry_run else "published"} for type_ in types]


def _name_of(blocker: Blocker) -> str:
    name = f"pid {blocker.pid} ({blocker.application})" if blocker.pid else f"prepared transaction {blocker.prepared}"
    return f"{name}, {blocker.transaction_seconds or 0:.1f} s"


def _count_and_ids(found: Any) -> str | None:
    if not found.count:
        return None
    more = "…" if found.count > len(found.ids) else ""
    return f"{found.count}: {', '.join(map(str, found.ids))}{more}"
