"""Readers of the feed that are known by credentials of Sinergi's own instead of by positions.

Subscribers are systems of other offices: a token is all that they have, and what it opens stands in the table of each
service, so that each checks by itself and a suspension holds from the next request on. They are no accounts. How they
come and go is `deploy/subscribers`.
"""

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from shared.access.actor import Actor, NotPermitted
from shared.postgres.connections import Connection
from shared.values.capabilities import Capability, Grant
from shared.values.labels import label_list
from shared.values.refusals import Denied
from shared.values.texts import Text

TOKEN_PREFIX = "sinergi_sub_"  # noqa: S105 -- how a token begins, so that scanners for secrets know it
FOR_READERS = frozenset({Capability.SYSTEM_SUBSCRIBER, Capability.OPERATOR})
"""To whom the feed is open; what is open to more is meant for people."""
SELECTOR = 16
"""So many letters of a token's hash find its row; the whole is compared in constant time."""


class SubscriberSuspended(Denied):
    """The subscriber is known, and may read nothing at present."""

    title = Text("Langganan ditangguhkan", "Subscription suspended")
    detail = Text(
        "Langganan {name} sedang ditangguhkan. Hubungi pengelola Sinergi; kursor Anda tetap berlaku.",
        "The subscription of {name} is suspended. Ask those who run Sinergi; your cursor stays valid.",
    )


@dataclass(slots=True)
class FeedReader(Actor):
    """A service of Sinergi or a subscriber, and the topics that it may read, without the instance; none named: all."""

    topics: frozenset[str] | None = None
    requests_per_minute: int = 0

    def require_capability(self, allowed: Collection[Capability]) -> None:
        """Raise `NotPermitted` for everything but the feed, also where every position would do."""
        if not FOR_READERS.issuperset(allowed):
            raise NotPermitted(needed=label_list("capability", sorted(set(allowed) - FOR_READERS)))
        # Not super(): a dataclass with slots is made twice, and super() would mean the first.
        Actor.require_capability(self, allowed)


def hash_of(token: str) -> str:
    """What is kept of a token. It has 256 random bits, so that neither salt nor slowness would add anything."""
    return sha256(token.encode()).hexdigest()


async def find_subscriber(connection: Connection, token: str) -> FeedReader | None:
    """Whose token it is, or none. Raises `SubscriberSuspended`."""
    digest = hash_of(token)
    rows = await connection.fetch(
        """SELECT t.hash, s.name, s.status, s.topics, s.facilities, s.requests_per_minute
           FROM subscriber_token AS t JOIN subscriber AS s ON s.name = t.subscriber
           WHERE left(t.hash, 16) = $1 AND (t.valid_until IS NULL OR t.valid_until > now())
             AND s.status <> 'revoked'""",
        digest[:SELECTOR],
    )
    row = next((row for row in rows if hmac.compare_digest(row["hash"], digest)), None)
    if row is None:
        return None
    # Only said to who has shown the token: nobody else learns which subscribers there are, and how they stand.
    if row["status"] == "suspended":
        raise SubscriberSuspended(name=row["name"])
    return FeedReader(
        f"subscriber:{row['name']}",
        _grants(row["facilities"]),
        topics=frozenset(row["topics"]),
        requests_per_minute=row["requests_per_minute"],
    )


def _grants(facilities: list[Any] | None) -> tuple[Grant, ...]:
    if facilities is None:
        return (Grant(Capability.SYSTEM_SUBSCRIBER, "nation", ""),)
    return tuple(Grant(Capability.SYSTEM_SUBSCRIBER, "facility", str(facility)) for facility in facilities)
