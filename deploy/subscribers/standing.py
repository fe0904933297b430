"""How subscribers stand: in every service's schema and in Kafka."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from deploy.contracts.subscribers import Subscriber
from deploy.installation.service import connected
from deploy.installation.services import SERVICES
from deploy.subscribers.quotas import read_quotas
from deploy.subscribers.rows import Rights, Row, Status, read_rows
from deploy.topics.catalogue import SUBSCRIBERS, Right
from deploy.topics.cluster import Cluster
from shared.contracts.topics import SANDBOX
from shared.operations.settings import Settings

_STRICTEST_FIRST: tuple[Status, ...] = ("revoked", "suspended", "active")


@dataclass(frozen=True, slots=True)
class Standing:
    """One subscriber as it is now. After a command that was broken off, the services may differ."""

    name: str
    principal: str
    rows: Mapping[str, Row]
    rights: frozenset[Right]
    has_password: bool
    bytes_per_second: int | None

    @property
    def status(self) -> Status | None:
        """The strictest that any service knows: what is half suspended is to be suspended, or to be resumed again."""
        known = {row.status for row in self.rows.values()}
        return next((status for status in _STRICTEST_FIRST if status in known), None)

    @property
    def has_token(self) -> bool:
        """Whether there is a token that every service knows."""
        tokens = [{token.hash for token in row.tokens} for row in self.rows.values()]
        return len(tokens) == len(SERVICES) and bool(set.intersection(*tokens))

    @property
    def half_given(self) -> bool:
        """Whether the services know different last tokens: whoever gave one was broken off, and nobody has seen it."""
        # Only the last token has no end.
        last = {
            frozenset(token.hash for token in row.tokens if token.valid_until is None) for row in self.rows.values()
        }
        return len(last) > 1


async def read_standings(settings: Settings, cluster: Cluster) -> dict[str, Standing]:
    """All subscribers by name, also what is left in Kafka of one that no service knows."""
    rows: dict[str, dict[str, Row]] = {}
    for service in SERVICES:
        async with connected(settings, service) as connection:
            for name, row in (await read_rows(connection)).items():
                rows.setdefault(name, {})[service] = row
    prefix = settings.principal(SUBSCRIBERS)
    rights = {right for right in cluster.rights() if right.principal.startswith(prefix)}
    users = {user for user in cluster.users() if user.startswith(prefix)}
    quotas = {
        principal: rate for principal, rate in (await read_quotas(settings)).items() if principal.startswith(prefix)
    }
    principals = {right.principal for right in rights} | users | quotas.keys()
    return {
        name: Standing(
            name,
            principal := prefix + name,
            rows.get(name, {}),
            frozenset(right for right in rights if right.principal == principal),
            principal in users,
            quotas.get(principal),
        )
        for name in rows.keys() | {one.removeprefix(prefix) for one in principals}
    }


def nobody(settings: Settings, name: str) -> Standing:
    """Somebody who is nowhere yet."""
    return Standing(
        name, settings.principal(SUBSCRIBERS + name), {}, frozenset(), has_password=False, bytes_per_second=None
    )


def wanted_row(subscriber: Subscriber, status: Status) -> Row:
    """What the register says of a subscriber, as a service keeps it. The sandbox is for each of them."""
    facilities = None if subscriber.facilities is None else frozenset(map(UUID, subscriber.facilities))
    return Row(status, Rights(frozenset(subscriber.topics) | {SANDBOX}, facilities, subscriber.requests_per_minute))


def wanted_rights(settings: Settings, subscriber: Subscriber) -> set[Right]:
    """The rights that it has in Kafka. There nobody can be shown some facilities only, so who is so limited has but the
    sandbox, and reads the rest by the feed.
    """
    topics = {SANDBOX} if subscriber.facilities else {SANDBOX, *subscriber.topics}
    principal = settings.principal(SUBSCRIBERS + subscriber.name)
    rights = {
        Right(principal, "topic", settings.topic(topic), what) for topic in topics for what in ("READ", "DESCRIBE")
    }
    return rights | {Right(principal, "group", group_prefix(settings, subscriber.name), "READ", prefixed=True)}


def group_prefix(settings: Settings, name: str) -> str:
    """How the consumer groups of a subscriber begin."""
    # The last dot ends the name, in which there is none: else `kelas` would have a right to the groups of `kelas-a`.
    return f"{settings.instance}.sub.{name}."
