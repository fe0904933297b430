"""The state of subscribers in every service's schema and in Kafka, and the state that the register asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from deploy.contracts.subscribers import Subscriber
from deploy.installation.service import connected
from deploy.installation.services import SERVICES
from deploy.subscribers.quotas import read_quotas
from deploy.subscribers.store import FeedRights, Status, SubscriberRow, load_subscribers
from deploy.topics.catalogue import SUBSCRIBERS, Right
from deploy.topics.cluster import Cluster
from shared.contracts.topics import SANDBOX
from shared.operations.settings import Settings

_STRICTEST_FIRST: tuple[Status, ...] = ("revoked", "suspended", "active")


@dataclass(frozen=True, slots=True)
class SubscriberState:
    """The state of one subscriber. After a command that was interrupted, the services may differ."""

    name: str
    principal: str
    rows: Mapping[str, SubscriberRow]
    rights: frozenset[Right]
    has_password: bool
    bytes_per_second: int | None

    @property
    def status(self) -> Status | None:
        """The strictest status in any service, so that an interrupted suspension must be completed or undone."""
        known = {row.status for row in self.rows.values()}
        return next((status for status in _STRICTEST_FIRST if status in known), None)

    @property
    def has_token(self) -> bool:
        """Whether at least one token is known to every service."""
        tokens = [{token.hash for token in row.tokens} for row in self.rows.values()]
        return len(tokens) == len(SERVICES) and bool(set.intersection(*tokens))

    @property
    def has_partial_token(self) -> bool:
        """Whether the services have different last tokens: an interrupted command has never shown the last one."""
        # Only the last token has no end.
        last = {
            frozenset(token.hash for token in row.tokens if token.valid_until is None) for row in self.rows.values()
        }
        return len(last) > 1


async def read_states(settings: Settings, cluster: Cluster) -> dict[str, SubscriberState]:
    """All subscribers by name, including those that are left in Kafka only."""
    rows: dict[str, dict[str, SubscriberRow]] = {}
    for service in SERVICES:
        async with connected(settings, service) as connection:
            for name, row in (await load_subscribers(connection)).items():
                rows.setdefault(name, {})[service] = row
    prefix = settings.principal(SUBSCRIBERS)
    rights = {right for right in cluster.rights() if right.principal.startswith(prefix)}
    users = {user for user in cluster.users() if user.startswith(prefix)}
    quotas = {
        principal: rate for principal, rate in (await read_quotas(settings)).items() if principal.startswith(prefix)
    }
    principals = {right.principal for right in rights} | users | quotas.keys()
    return {
        name: SubscriberState(
            name,
            principal := prefix + name,
            rows.get(name, {}),
            frozenset(right for right in rights if right.principal == principal),
            principal in users,
            quotas.get(principal),
        )
        for name in rows.keys() | {one.removeprefix(prefix) for one in principals}
    }


def absent_subscriber(settings: Settings, name: str) -> SubscriberState:
    """The state of a subscriber that is neither in a service nor in Kafka."""
    return SubscriberState(
        name, settings.principal(SUBSCRIBERS + name), {}, frozenset(), has_password=False, bytes_per_second=None
    )


def wanted_row(subscriber: Subscriber, status: Status) -> SubscriberRow:
    """The row that the register asks for in each service. Every subscriber may read the sandbox."""
    facilities = None if subscriber.facilities is None else frozenset(map(UUID, subscriber.facilities))
    partner = UUID(subscriber.partner) if subscriber.partner else None
    rights = FeedRights(frozenset(subscriber.topics) | {SANDBOX}, facilities, subscriber.requests_per_minute, partner)
    return SubscriberRow(status, rights)


def wanted_rights(settings: Settings, subscriber: Subscriber) -> set[Right]:
    """The rights in Kafka that the register asks for.

    Kafka cannot limit a reader to some facilities or to a partner. A subscriber with such a limit may read only the
    sandbox there, and reads its topics through the feed.
    """
    topics = {SANDBOX} if subscriber.facilities or subscriber.partner else {SANDBOX, *subscriber.topics}
    principal = settings.principal(SUBSCRIBERS + subscriber.name)
    rights = {
        Right(principal, "topic", settings.topic(topic), operation)
        for topic in topics
        for operation in ("READ", "DESCRIBE")
    }
    return rights | {Right(principal, "group", group_prefix(settings, subscriber.name), "READ", prefixed=True)}


def group_prefix(settings: Settings, name: str) -> str:
    """The prefix of a subscriber's consumer groups."""
    # The dot ends the name, which has no dot itself: without it, `kelas` would have a right to the groups of `kelas-a`.
    return f"{settings.instance}.sub.{name}."
