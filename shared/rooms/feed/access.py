"""Rights to read topics, and which of their events.

Subscribers and accounts read public topics only: a negotiation is on an internal one, of which the own system of a
partner reads the joint part. Where their rights hold for some units only, they read the events that concern one of
these: the keeper, a party, or a facility that carries the agreement out. All of them read the sandbox.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from shared.access import Actor
from shared.access.actor import OutOfScope
from shared.access.subscribers import FOR_READERS, FeedReader
from shared.contracts.joint import JOINT, PARTY_PATHS, may_be_granted
from shared.contracts.topics import SANDBOX, is_public
from shared.events.envelope import Origin
from shared.events.feed.reading import Naming
from shared.rooms.feed.model import LISTED_BY, UNIT_PATHS, TopicNotFound, TopicNotGranted
from shared.values.capabilities import Capability


@dataclass(frozen=True, slots=True)
class FeedTopic:
    """A topic by its full name, and the service that is asked for it."""

    name: str
    asked: Origin

    @property
    def short_name(self) -> str:
        """The name without the instance."""
        return self.name.removeprefix(f"{self.asked.instance}.")


@dataclass(frozen=True, slots=True)
class Within:
    """A condition on the events of a topic, in the words of the feed."""

    naming: tuple[Naming, ...] = ()
    told: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of_partners(cls, topic: FeedTopic, partners: Iterable[UUID]) -> "Within":
        """The events that the own system of these partners may read."""
        values = tuple(map(str, partners))
        if topic.short_name == SANDBOX:
            return cls()
        if is_public(topic.short_name):
            return cls((Naming(UNIT_PATHS, values, LISTED_BY),))
        prefix = topic.asked.type_prefix
        return cls(
            (Naming(PARTY_PATHS, values),), tuple((f"{prefix}.{event.type}", path) for event, path in JOINT.items())
        )


def require_partner(actor: Actor, partner: UUID) -> None:
    """Raise `OutOfScope` unless the actor may read everything, or what concerns this partner."""
    reach = actor.reach(FOR_READERS)
    if not reach.nation and partner not in reach.partners:
        raise OutOfScope


def require_topic(actor: Actor, topic: FeedTopic) -> None:
    """Raise `TopicNotFound` or `TopicNotGranted` unless the actor may read the topic here."""
    owned = sorted(topic.asked.topics or ())
    readable = [name for name in owned if _may_read(actor, name)]
    # Without its prefix a name is unchanged by removing it; such a short name is not a topic's full name.
    if topic.name == topic.short_name or topic.short_name not in owned:
        raise TopicNotFound(topic=topic.name, topics=[f"{topic.asked.instance}.{name}" for name in readable] or "-")
    # Not hidden by a 404: the published catalogue has the names of all topics, so that would only mislead.
    if topic.short_name not in readable:
        raise TopicNotGranted(topic=topic.name)


def events_within_reach(actor: Actor, topic: FeedTopic, facilities: tuple[str, ...]) -> Within:
    """The condition that the actor's rights put on events.

    Raises `OutOfScope` for a facility that no right can cover.
    """
    reach = actor.reach(FOR_READERS)
    if reach.nation or topic.short_name == SANDBOX:
        return Within()
    if isinstance(actor, FeedReader) and actor.partner:
        return Within.of_partners(topic, reach.partners)
    own = {str(facility) for facility in reach.facilities}
    # A right to a region or a partner may cover this facility; only the events can show it.
    if not (reach.regions or reach.partners) and not own.issuperset(facilities):
        raise OutOfScope
    return Within((Naming(UNIT_PATHS, (*own, *reach.regions, *map(str, reach.partners)), LISTED_BY),))


def _may_read(actor: Actor, topic: str) -> bool:
    if isinstance(actor, FeedReader):
        # A wrong edit of a subscriber's row must not open an internal topic.
        allowed = may_be_granted(topic, to_partner=actor.partner is not None)
        return actor.topics is None or (topic in actor.topics and allowed)
    return is_public(topic) or any(grant.capability == Capability.OPERATOR for grant in actor.grants)
