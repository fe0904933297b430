"""Readers of the feed that have Sinergi's own credentials instead of positions: services and subscribers.

Subscribers are systems of other offices. They have a token instead of an account. The rights of a token are in a table
of each service, so each service checks them by itself and a suspension takes effect with the next request.
`deploy/subscribers` registers and removes subscribers.
"""

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from shared.access.actor import Actor, NotPermitted
from shared.access.partner_tree import load_covered
from shared.postgres.connections import Connection
from shared.values.capabilities import Capability, Grant
from shared.values.labels import label_list
from shared.values.refusals import Denied
from shared.values.texts import Text

TOKEN_PREFIX = "sinergi_sub_"  # noqa: S105 -- the prefix by which secret scanners recognise a token
FOR_READERS = frozenset({Capability.SYSTEM_SUBSCRIBER, Capability.OPERATOR})
"""The capabilities that open the feed; use cases that allow others are for people."""
FOR_SYSTEMS = FOR_READERS | {Capability.MASTER_DATA_KEEPER}
"""The capabilities that manage webhooks: a subscriber's own ones, and those of people for every subscriber."""
OF_SUBSCRIBERS = "subscriber:"
SELECTOR = 16
"""The first characters of a token's hash find its row; the whole hash is compared in constant time."""


class SubscriberSuspended(Denied):
    """The subscriber is suspended and may not read anything now."""

    title = Text("Langganan ditangguhkan", "Subscription suspended")
    detail = Text(
        "Langganan {name} sedang ditangguhkan. Hubungi pengelola Sinergi; kursor Anda tetap berlaku.",
        "The subscription of {name} is suspended. Contact the operators of Sinergi; your cursor stays valid.",
    )


@dataclass(slots=True)
class FeedReader(Actor):
    """A service or a subscriber; `topics` are those it may read, without the instance, None for all topics.

    `partner` is the partner whose own system it is.
    """

    topics: frozenset[str] | None = None
    requests_per_minute: int = 0
    partner: UUID | None = None

    def require_capability(self, allowed: Collection[Capability]) -> None:
        """Raise `NotPermitted` except for feed and webhooks, even for use cases that are open to every position."""
        if not FOR_SYSTEMS.issuperset(allowed):
            raise NotPermitted(needed=label_list("capability", sorted(set(allowed) - FOR_SYSTEMS)))
        # Not super(): a dataclass with slots is created twice, and super() would refer to the first class.
        Actor.require_capability(self, allowed)


def name_of_subscriber(reader: FeedReader) -> str | None:
    """The name of a subscriber, None for one of Sinergi's own services."""
    name = reader.account.removeprefix(OF_SUBSCRIBERS)
    return None if name == reader.account else name


def hash_of(token: str) -> str:
    """The stored hash of a token. A token has 256 random bits, so salt and a slow hash would add nothing."""
    return sha256(token.encode()).hexdigest()


async def find_subscriber(connection: Connection, token: str) -> FeedReader | None:
    """The reader with this token, or None. Raises `SubscriberSuspended`."""
    digest = hash_of(token)
    rows = await connection.fetch(
        """SELECT t.hash, s.name, s.status, s.topics, s.facilities, s.partner, s.requests_per_minute
           FROM subscriber_token AS t JOIN subscriber AS s ON s.name = t.subscriber
           WHERE left(t.hash, 16) = $1 AND (t.valid_until IS NULL OR t.valid_until > now())
             AND s.status <> 'revoked'""",
        digest[:SELECTOR],
    )
    row = next((row for row in rows if hmac.compare_digest(row["hash"], digest)), None)
    if row is None:
        return None
    # Only the owner of the token gets this answer: others must not learn which subscribers exist and are suspended.
    if row["status"] == "suspended":
        raise SubscriberSuspended(name=row["name"])
    return FeedReader(
        f"{OF_SUBSCRIBERS}{row['name']}",
        await _grants(connection, row["facilities"], row["partner"]),
        topics=frozenset(row["topics"]),
        requests_per_minute=row["requests_per_minute"],
        partner=row["partner"],
    )


async def _grants(connection: Connection, facilities: list[Any] | None, partner: UUID | None) -> tuple[Grant, ...]:
    if partner is not None:
        beneath = (await load_covered(connection, [partner]))[partner]
        return (Grant(Capability.SYSTEM_SUBSCRIBER, "partner", str(partner), beneath=beneath),)
    if facilities is None:
        return (Grant(Capability.SYSTEM_SUBSCRIBER, "nation", ""),)
    return tuple(Grant(Capability.SYSTEM_SUBSCRIBER, "facility", str(facility)) for facility in facilities)
