"""Registering an endpoint of a subscriber, changing, disabling and enabling it, and replacing its secret."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from services.notifications.inbox.reactions import announce
from services.notifications.webhooks.access import MANAGERS, own_subscriber, scope_of_people, scope_to_change
from services.notifications.webhooks.model.addresses import require_address
from services.notifications.webhooks.model.endpoints import (
    MOST_ENDPOINTS,
    Endpoint,
    TooManyWebhooks,
    Wanted,
    WebhookSubscriberUnknown,
    WebhookTypeUnknown,
)
from services.notifications.webhooks.store.endpoints import (
    insert_endpoint,
    insert_secret,
    load_rights,
    lock_endpoint,
    lock_subscriber,
    save_endpoint,
    save_recovered,
)
from shared.access import Work, use_case
from shared.contracts.event import REGISTERED
from shared.contracts.topics import SANDBOX
from shared.contracts.webhooks import WebhookEnabled
from shared.values.ids import new_id
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class RegisterWebhook:
    """Register an endpoint; a subscriber registers its own ones only. `inner` allows addresses of inner networks."""

    subscriber: str
    address: str
    wanted: Wanted
    inner: bool


@use_case(*MANAGERS, scope=scope_of_people)
async def register_webhook(work: Work, command: RegisterWebhook) -> Endpoint:
    """Register an endpoint with its first secret. It gets the events that are recorded from now on."""
    if own_subscriber(work.actor) not in {None, command.subscriber}:
        raise WebhookSubscriberUnknown(name=command.subscriber)
    address = require_address(command.address, inner=command.inner)
    wanted = await _checked(work, command.subscriber, command.wanted)
    if await lock_subscriber(work.connection, command.subscriber) >= MOST_ENDPOINTS:
        raise TooManyWebhooks(most=MOST_ENDPOINTS)
    endpoint = Endpoint(new_id(), command.subscriber, address, wanted, True, None, None, work.now)
    await insert_endpoint(work.connection, endpoint)
    await insert_secret(work.connection, endpoint.id, timedelta(0))
    return endpoint


@dataclass(frozen=True, slots=True)
class ChangeWebhook:
    """Replace the address of an endpoint, and the events that it wants."""

    webhook_id: UUID
    expected_version: int
    address: str
    wanted: Wanted
    inner: bool


@use_case(*MANAGERS, scope=scope_to_change)
async def change_webhook(work: Work, command: ChangeWebhook) -> Endpoint:
    """Change an endpoint. Events that wait for it go to the new address."""
    endpoint = await lock_endpoint(work.connection, command.webhook_id)
    require_version(endpoint.version, command.expected_version)
    address = require_address(command.address, inner=command.inner)
    changed = endpoint.change(address, await _checked(work, endpoint.subscriber, command.wanted), work.now)
    await save_endpoint(work.connection, changed)
    return changed


@dataclass(frozen=True, slots=True)
class DisableWebhook:
    """Stop sending to an endpoint."""

    webhook_id: UUID
    expected_version: int
    reason: str


@use_case(*MANAGERS, scope=scope_to_change)
async def disable_webhook(work: Work, command: DisableWebhook) -> Endpoint:
    """Disable an endpoint. Its position is kept, so that nothing is lost while it is disabled."""
    endpoint = await lock_endpoint(work.connection, command.webhook_id)
    require_version(endpoint.version, command.expected_version)
    disabled = endpoint.disable("by_hand", command.reason, work.now)
    await save_endpoint(work.connection, disabled)
    return disabled


@dataclass(frozen=True, slots=True)
class EnableWebhook:
    """Send to an endpoint again."""

    webhook_id: UUID
    expected_version: int


@use_case(*MANAGERS, scope=scope_to_change)
async def enable_webhook(work: Work, command: EnableWebhook) -> Endpoint:
    """Enable an endpoint: its waiting deliveries are sent now, then the missed events."""
    endpoint = await lock_endpoint(work.connection, command.webhook_id)
    require_version(endpoint.version, command.expected_version)
    enabled = endpoint.enable(work.now)
    await save_endpoint(work.connection, enabled)
    await save_recovered(work.connection, enabled.id)
    event = WebhookEnabled(subscriber_id=enabled.subscriber, webhook_id=enabled.id, version=enabled.version)
    await announce(work, event)
    return enabled


@dataclass(frozen=True, slots=True)
class RotateSecret:
    """Issue a new secret; the earlier one also signs for some hours more."""

    webhook_id: UUID
    overlap_hours: int


@use_case(*MANAGERS, scope=scope_to_change)
async def rotate_secret(work: Work, command: RotateSecret) -> int:
    """Issue a new secret, and return its number."""
    await lock_endpoint(work.connection, command.webhook_id)
    return await insert_secret(work.connection, command.webhook_id, timedelta(hours=command.overlap_hours))


async def _checked(work: Work, subscriber: str, wanted: Wanted) -> Wanted:
    """The wanted types and topics, with short types. Raises unless all of them exist and may be read."""
    wanted.require_within(await load_rights(work.connection, subscriber))
    _require_known(wanted.types, wanted.topics)
    return wanted


def _require_known(types: Sequence[str], topics: Sequence[str]) -> None:
    for name in types:
        # The sandbox has examples of every public type.
        if name not in REGISTERED or not ({REGISTERED[name].topic, SANDBOX} & set(topics)):
            raise WebhookTypeUnknown(type=name)
