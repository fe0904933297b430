"""The overview of subscribers: their state, the steps that remain, and their history."""

from typing import Any

from deploy.contracts.subscribers import Subscriber
from deploy.installation.service import connected
from deploy.installation.services import SERVICES
from deploy.installation.trouble import Trouble
from deploy.subscribers.registry import Registry
from deploy.subscribers.state import SubscriberState, absent_subscriber, group_prefix, read_states
from deploy.subscribers.store import SubscriberHistoryEntry, SubscriberRow, load_history
from shared.events.operator_log import Operator
from shared.operations.settings import Settings


async def list_subscribers(registry: Registry) -> list[dict[str, Any]]:
    """All subscribers in the register, in a service or in Kafka."""
    found = await read_states(registry.settings, registry.cluster)
    states = {name: absent_subscriber(registry.settings, name) for name in registry.registered} | found
    return [_summary(registry, state) for _, state in sorted(states.items())]


async def show_subscriber(registry: Registry, name: str) -> dict[str, Any]:
    """Everything about one subscriber. Raises `Trouble` when it is nowhere."""
    found = (await read_states(registry.settings, registry.cluster)).get(name)
    subscriber = registry.registered.get(name)
    if subscriber is None and found is None:
        raise Trouble(f"There is no subscriber {name}; see `sinergi subscribers list`")
    state = found or absent_subscriber(registry.settings, name)
    row = _row(state)
    return _summary(registry, state) | {
        "purpose": subscriber.purpose if subscriber else None,
        "kafka_username": state.principal,
        "kafka_group_prefix": group_prefix(registry.settings, name),
        "kafka_rights": sorted(f"{right.operation} {right.name}" for right in state.rights),
        "tokens": [
            {"hash": token.hash[:12], "issued_at": token.issued_at, "valid_until": token.valid_until}
            for token in (row.tokens if row else ())
        ],
        "services": {service: held.status for service, held in state.rows.items()},
        "history": await _history(registry.settings, name),
    }


def _summary(registry: Registry, state: SubscriberState) -> dict[str, Any]:
    subscriber, row = registry.registered.get(state.name), _row(state)
    return {
        "name": state.name,
        "office": subscriber.office if subscriber else None,
        "status": state.status,
        "topics": sorted(row.rights.topics) if row else [],
        "facilities": sorted(map(str, row.rights.facilities)) if row and row.rights.facilities else "all",
        "partner": row.rights.partner if row else None,
        "requests_per_minute": row.rights.requests_per_minute if row else None,
        "bytes_per_second": state.bytes_per_second,
        "token": state.has_token,
        "password": state.has_password,
        "to_do": _to_do(registry, subscriber, state),
    }


def _to_do(registry: Registry, subscriber: Subscriber | None, state: SubscriberState) -> list[str]:
    # The remaining steps of the operation that leads to the present status. They are only described, never run.
    steps = registry.steps(state, Operator("", ""), "")
    match state.status:
        case "active" if subscriber is not None:
            return [*(step.description for step in steps.register(subscriber)), *_partial_token(state)]
        case "active":
            return ["it is not in the register: add it there, or revoke it"]
        case "suspended":
            return [step.description for step in steps.suspend()]
        case "revoked":
            return [step.description for step in steps.revoke()]
        case None:
            return ["it is not registered yet"]


def _partial_token(state: SubscriberState) -> list[str]:
    command = "rotate" if state.has_token else "issue"
    sentence = f"its last token is not in every service: run `sinergi subscribers {command} {state.name}`"
    return [sentence] if state.has_partial_token else []


def _row(state: SubscriberState) -> SubscriberRow | None:
    return next(iter(state.rows.values()), None)


async def _history(settings: Settings, name: str) -> list[SubscriberHistoryEntry]:
    """The operations in order. Each service records an operation; equal entries are shown once."""
    entries: dict[SubscriberHistoryEntry, None] = {}
    for service in SERVICES:
        async with connected(settings, service) as connection:
            entries |= dict.fromkeys(await load_history(connection, name))
    return sorted(entries, key=lambda entry: entry.at)
